import { newId, type PostMessageBody } from '@continuo/contract'
import { type ChatDb, messagesOf } from './db.ts'
import { type OutboxRow, previewOf, type StoredMessage, type StoredSession } from './rows.ts'

export interface NewTurn {
  content: string
  /** Undefined: a new session is made. */
  sessionId?: string | undefined
  model?: string | undefined
}

/** The turn, its session and its outbox row, in one transaction: from here on it cannot be lost. */
export const enqueue = (db: ChatDb, turn: NewTurn, nowMs = Date.now()): Promise<OutboxRow> =>
  db.transaction('rw', [db.messages, db.sessions, db.outbox, db.drafts], async () => {
    const sessionId = turn.sessionId ?? newId(nowMs)
    const session = await db.sessions.get(sessionId)
    const id = newId(nowMs)
    const last = await db.outbox.orderBy('order').last()
    const row: OutboxRow = {
      id,
      sessionId,
      order: Math.max(nowMs, (last?.order ?? 0) + 1),
      body: bodyOf(turn, id, sessionId, {
        create: !session || session.local === true,
        base: await baseOf(db, sessionId),
      }),
      state: 'waiting',
    }
    const createdAt = new Date(nowMs).toISOString()
    const known = session ?? newSession(sessionId, turn, createdAt)
    await db.sessions.put({ ...known, lastMessageAt: createdAt, usedAt: nowMs })
    await db.messages.put(turnRow(row, turn, createdAt, await nextPosition(db, sessionId)))
    await db.outbox.put(row)
    await db.drafts.delete(turn.sessionId ?? newSessionDraft)
    return row
  })

/** The draft of a session that does not exist yet. */
export const newSessionDraft = 'new'

/** The last message its writer has seen: when the session has moved on since, the server says so instead of taking it. */
export const baseOf = async (db: ChatDb, sessionId: string): Promise<string | undefined> =>
  (
    await messagesOf(db, sessionId)
      .filter((row) => row.send !== 'failed')
      .last()
  )?.id

const bodyOf = (
  { content, model }: NewTurn,
  id: string,
  sessionId: string,
  { create, base }: { create: boolean; base: string | undefined },
): PostMessageBody => ({
  id,
  session_id: sessionId,
  content,
  ...(model ? { model } : {}),
  ...(create ? { create_session: true } : {}),
  ...(base ? { base } : {}),
})

const newSession = (id: string, turn: NewTurn, createdAt: string): StoredSession => ({
  id,
  title: null,
  preview: previewOf(turn.content),
  model: turn.model ?? null,
  createdAt,
  lastMessageAt: createdAt,
  usedAt: 0,
  cached: 1,
  unread: 0,
  pinned: 0,
  local: true,
})

export const turnRow = (row: OutboxRow, turn: NewTurn, createdAt: string, position: number): StoredMessage => ({
  id: row.id,
  sessionId: row.sessionId,
  role: 'user',
  position,
  status: 'completed',
  text: turn.content,
  thinking: '',
  epoch: 0,
  seq: 0,
  recovering: false,
  model: null,
  usage: null,
  latencyMs: null,
  stopReason: null,
  replyTo: null,
  createdAt,
  send: 'waiting',
  rev: 0,
})

export const nextPosition = async (db: ChatDb, sessionId: string) =>
  ((await messagesOf(db, sessionId).last())?.position ?? -1) + 1
