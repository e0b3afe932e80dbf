import type { Api } from '../transport/api.ts'
import { asApiError } from '../transport/errors.ts'
import { type ChatDb, messagesOf } from './db.ts'
import { isOver, mergeSession, type StoredSession } from './rows.ts'

export interface ReadsOptions {
  db: ChatDb
  api: Pick<Api, 'changeSession'>
  /** The server could not be told now: `flush` has to be called again. */
  onLater: () => void
}

/**
 * Which chats have been read. The server says what is unread, so that every device shows the same; what was read here is
 * shown at once and told once, after an outage if need be.
 */
export function createReads({ db, api, onLater }: ReadsOptions) {
  const telling = new Set<string>()

  /** Someone has the session before their eyes. Nothing happens when there was nothing to read. */
  async function mark(id: string): Promise<void> {
    const marked = await db.transaction('rw', db.sessions, db.messages, async () => {
      const session = await db.sessions.get(id)
      if (session?.unread !== 1) return false
      await db.sessions.update(id, { unread: 0, readUpTo: (await lastEndOf(db, id)) ?? '' })
      return true
    })
    if (marked) await flush().catch(onLater)
  }

  /** Tells the server of everything that was read here and that it does not know yet. Rejects with an `ApiError`. */
  async function flush(): Promise<void> {
    const untold = await db.sessions.filter((session) => session.readUpTo !== undefined).toArray()
    await Promise.all(untold.filter(({ id }) => !telling.has(id)).map(tell))
  }

  async function tell({ id, readUpTo }: StoredSession): Promise<void> {
    telling.add(id)
    try {
      // an answer that ended since was not seen: it stays unread, and nothing is told
      if (((await lastEndOf(db, id)) ?? '') !== readUpTo)
        return await settle(id, (session) => ({ ...session, unread: 1 }))
      const view = await api.changeSession(id, { read: true })
      await settle(id, ({ readUpTo: _told, ...session }) => mergeSession(session, view))
    } catch (cause) {
      if (asApiError(cause).isTransient) throw cause
      await settle(id, (session) => session)
    } finally {
      telling.delete(id)
    }
  }

  const settle = (id: string, change: (session: StoredSession) => StoredSession) =>
    db.transaction('rw', db.sessions, async () => {
      const session = await db.sessions.get(id)
      if (!session) return
      const { readUpTo: _settled, ...settled } = change(session)
      await db.sessions.put(settled)
    })

  /** True for the one tab that may tell the user of this answer: it is unread, the last one, and nobody has told of it. */
  const claimNotice = (id: string, messageId: string): Promise<boolean> =>
    db.transaction('rw', db.sessions, db.messages, async () => {
      const session = await db.sessions.get(id)
      if (session?.unread !== 1 || session.notifiedOf === messageId) return false
      if ((await lastEndOf(db, id)) !== messageId) return false
      await db.sessions.update(id, { notifiedOf: messageId })
      return true
    })

  return { mark, flush, claimNotice }
}

/** The last answer of a session that has ended, as far as this browser knows. */
const lastEndOf = async (db: ChatDb, sessionId: string): Promise<string | undefined> => {
  const last = await messagesOf(db, sessionId)
    .reverse()
    .filter((row) => row.role === 'assistant' && isOver(row))
    .first()
  return last?.id
}
