import { isTerminal, type MessageView, type SyncView } from '@continuo/contract'
import type { Api } from '../transport/api.ts'
import { log } from '../transport/log.ts'
import { type ChatDb, messagesOf } from './db.ts'
import { evict } from './evict.ts'
import { isOver, mergeMessage, mergeSession, previewOf, type StoredMessage } from './rows.ts'

export interface SyncOptions {
  db: ChatDb
  api: Pick<Api, 'sync'>
  /** Ended answers whose text is here whole, as cursors: the server need not send it again. */
  have?: () => string
  /** Ids of messages whose stored row is now ended or gone. */
  onSettled?: (messageIds: string[]) => void
}

/**
 * Brings this browser's copy up to date with everything that changed elsewhere. Calls while one is running are folded
 * into one more run after it.
 */
export function createSync({ db, api, have = () => '', onSettled = () => undefined }: SyncOptions) {
  let running: Promise<void> | undefined
  let again = false

  async function loop(): Promise<void> {
    let startedFull = false
    for (let more = true; more;) {
      const since = (await db.meta.get('syncToken'))?.value
      const view = await askFor(since)
      onSettled(await storeSync(db, view, { clear: view.full && !startedFull }))
      log.debug('synced', { sessions: view.sessions.length, messages: view.messages.length, full: view.full })
      startedFull = view.full
      more = view.more
    }
    onSettled(await evict(db))
  }

  /** One page. A text that this page has followed may be gone from the database since: then all is asked for whole. */
  async function askFor(since: string | undefined): Promise<SyncView> {
    const view = await api.sync(since, have())
    const omitted = view.messages.filter((message) => message.content_omitted)
    const rows = await db.messages.bulkGet(omitted.map(({ id }) => id))
    return rows.every(hasEnded) ? view : api.sync(since, '')
  }

  /** Resolves when everything the server knew at the call is stored; rejects with an `ApiError`. */
  return function sync(): Promise<void> {
    if (running) {
      again = true
      return running
    }
    running = (async () => {
      try {
        do {
          again = false
          await loop()
        } while (again)
      } finally {
        running = undefined
      }
    })()
    return running
  }
}

/** One page of `/sync` and its token, in one transaction. Returns the messages that are over now. */
export const storeSync = (db: ChatDb, view: SyncView, { clear }: { clear: boolean }): Promise<string[]> =>
  db.transaction('rw', [db.messages, db.sessions, db.activeStreams, db.outbox, db.meta], async () => {
    if (clear) await forgetConfirmed(db, view)
    const sessions = await db.sessions.bulkGet(view.sessions.map((session) => session.id))
    await db.sessions.bulkPut(view.sessions.map((session, i) => mergeSession(sessions[i], session)))
    const settled = [...(await storeMessages(db, view.messages)), ...view.deleted.messages]
    settled.push(...(await removeSessions(db, view.deleted.sessions)))
    await removeMessages(db, view.deleted.messages)
    await db.meta.put({ key: 'syncToken', value: view.token })
    return settled
  })

/** Also takes pages of `/sessions/:id/messages`. Returns the ids of those that are over. */
export async function storeMessages(db: ChatDb, views: MessageView[], { all = false } = {}): Promise<string[]> {
  const rows = await db.messages.bulkGet(views.map((view) => view.id))
  const evicted = new Set(all ? [] : await db.sessions.filter((session) => session.cached === 0).primaryKeys())
  const settled: string[] = []
  for (const [i, view] of views.entries()) {
    // whoever replaced it has its place
    if (view.replaced_by) {
      await removeMessages(db, [view.id])
      settled.push(view.id)
      continue
    }
    if (view.role === 'user') await confirmTurn(db, view)
    // an end is never stored without its text, and what this page still knows of the answer stays
    if (view.content_omitted && !hasEnded(rows[i])) continue
    const over = isTerminal(view.status)
    if (over && view.role === 'assistant') settled.push(view.id)
    if (!rows[i] && over && evicted.has(view.session_id)) continue
    await db.messages.put(mergeMessage(rows[i], view))
    if (over) await db.activeStreams.delete(view.id)
    else await db.activeStreams.put({ messageId: view.id, sessionId: view.session_id, startedAt: view.created_at })
  }
  return settled
}

/** The turn is in a list of the server: nothing of it is left to send. */
async function confirmTurn(db: ChatDb, view: MessageView): Promise<void> {
  await db.outbox.delete(view.id)
  if (view.position > 1) return
  await db.sessions
    .where('id')
    .equals(view.session_id)
    .modify((session) => void (session.preview ||= previewOf(view.content)))
}

const removeMessages = async (db: ChatDb, ids: string[]) => {
  await db.messages.bulkDelete(ids)
  await db.activeStreams.bulkDelete(ids)
}

/** Removes sessions with everything in them, also what was not sent: the user, on some device, has deleted them. */
export async function removeSessions(db: ChatDb, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const messages = (await Promise.all(ids.map((id) => messagesOf(db, id).primaryKeys()))).flat()
  await removeMessages(db, messages)
  await db.outbox.where('sessionId').anyOf(ids).delete()
  await db.sessions.bulkDelete(ids)
  return messages
}

/**
 * Everything the server has told goes, but for what it tells now: of that the browser may know more, for an answer may
 * have gone on while the reply was under way. What only this browser knows (unsent turns, their answers and sessions) stays.
 */
async function forgetConfirmed(db: ChatDb, told: SyncView): Promise<void> {
  const unsent = await db.outbox.toArray()
  const turns = new Set([...unsent.map((row) => row.id), ...told.messages.map(({ id }) => id)])
  const sessions = new Set(unsent.map((row) => row.sessionId))
  await db.messages.filter(({ id, replyTo }) => !turns.has(id) && !(replyTo && turns.has(replyTo))).delete()
  await db.sessions.filter((row) => !sessions.has(row.id)).delete()
  const left = new Set(await db.messages.toCollection().primaryKeys())
  await db.activeStreams.filter((row) => !left.has(row.messageId)).delete()
}

const hasEnded = (row: StoredMessage | undefined): boolean => row !== undefined && isOver(row)
