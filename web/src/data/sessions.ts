import type { MessagePage } from '@continuo/contract'
import type { Api } from '../transport/api.ts'
import { asApiError } from '../transport/errors.ts'
import { type ChatDb, messagesOf } from './db.ts'
import { mergeSession, previewOf } from './rows.ts'
import { removeSessions, storeMessages } from './sync.ts'

/** How long a deletion can be undone. */
export const undoMs = 12_000

export interface SessionsOptions {
  db: ChatDb
  api: Pick<Api, 'changeSession' | 'deleteSession' | 'sessionMessages'>
  onRemoved: (messageIds: string[]) => void
}

/** What a user does with whole sessions. */
export function createSessions({ db, api, onRemoved }: SessionsOptions) {
  const timers = new Set<ReturnType<typeof setTimeout>>()
  const [newest, earlier] = [sharing(load), sharing(loadEarlier)]

  /** Tells the server about every deletion whose time to undo is over; also those of an earlier page. */
  async function flushDeletes(nowMs = Date.now()): Promise<void> {
    const due = await db.sessions.where('deleteAt').belowOrEqual(nowMs).toArray()
    for (const { id } of due) {
      try {
        await api.deleteSession(id)
      } catch (cause) {
        // gone already is gone; else it stays hidden here and is told again at the next start or sync
        if (asApiError(cause).status !== 404) continue
      }
      const tables = [db.messages, db.sessions, db.activeStreams, db.outbox]
      onRemoved(await db.transaction('rw', tables, () => removeSessions(db, [id])))
    }
  }

  return {
    flushDeletes,

    /** Shows the new name at once; takes it back when the server refuses. */
    async rename(id: string, title: string): Promise<void> {
      const before = await db.sessions.get(id)
      await db.sessions.update(id, { title })
      try {
        const view = await api.changeSession(id, { title })
        await db.sessions.put(mergeSession(await db.sessions.get(id), view))
      } catch (cause) {
        await db.sessions.update(id, { title: before?.title ?? null })
        throw cause
      }
    },

    /** Keeps it at the top of the list, at once; takes it back when the server refuses. */
    async pin(id: string, pinned: boolean): Promise<void> {
      await db.sessions.update(id, { pinned: pinned ? 1 : 0 })
      try {
        const view = await api.changeSession(id, { pinned })
        await db.sessions.put(mergeSession(await db.sessions.get(id), view))
      } catch (cause) {
        await db.sessions.update(id, { pinned: pinned ? 0 : 1 })
        throw cause
      }
    },

    async changeModel(id: string, model: string): Promise<void> {
      await db.sessions.update(id, { model })
      if (!(await db.sessions.get(id))?.local) await api.changeSession(id, { model })
    },

    /** Hides the session and deletes it when the time to undo is over, even if this page is closed before. */
    async remove(id: string, nowMs = Date.now()): Promise<void> {
      await db.sessions.update(id, { deleteAt: nowMs + undoMs })
      const timer = setTimeout(() => {
        timers.delete(timer)
        void flushDeletes()
      }, undoMs + 50)
      timers.add(timer)
    },

    undoRemove: (id: string): Promise<unknown> =>
      db.sessions
        .where('id')
        .equals(id)
        .modify((session) => void delete session.deleteAt),

    /** Someone opens it: it stays in the cache; evicted messages are loaded again. */
    async open(id: string): Promise<void> {
      const session = await db.sessions.get(id)
      await db.sessions.update(id, { usedAt: Date.now() })
      // a browser that was full may have been closed between taking the texts out and noting it
      const isEmpty = !session?.local && (await messagesOf(db, id).first()) === undefined
      if (!session || session.cached === 0 || isEmpty) await newest(id)
      else if (!session.preview) await remember(id)
    },

    /** Its newest messages, before anybody asks for them. Resolves with about how many bytes came. */
    loadAhead: newest,

    /** Takes one more page of older messages into the cache, when the server has more than is here. */
    loadEarlier: earlier,
  }

  /** The newest page is enough to read; the older ones come when someone goes there. */
  async function load(id: string): Promise<number> {
    const page = await api.sessionMessages(id)
    await storePage(id, page)
    await remember(id)
    return page.items.reduce((bytes, { content, thinking }) => bytes + content.length + thinking.length, 0)
  }

  async function loadEarlier(id: string): Promise<void> {
    const session = await db.sessions.get(id)
    if (!session?.older) return
    await storePage(id, await api.sessionMessages(id, session.older.before))
    if (!session.preview) await remember(id)
  }

  function storePage(id: string, { items, next }: MessagePage): Promise<unknown> {
    return db.transaction('rw', [db.messages, db.sessions, db.activeStreams, db.outbox], async () => {
      await storeMessages(db, items, { all: true })
      const position = Math.min(...items.map((item) => item.position))
      const older = next === null ? undefined : { position, before: next }
      await db.sessions.update(id, { cached: 1, cleared: undefined, older })
    })
  }

  async function remember(id: string): Promise<void> {
    if ((await db.sessions.get(id))?.older) return
    const first = await messagesOf(db, id).first()
    if (first) await db.sessions.update(id, { preview: previewOf(first.text) })
  }
}

/** Who asks for what is under way gets the same answer: a chat that is loaded ahead is opened in the next moment. */
function sharing<T>(ask: (id: string) => Promise<T>): (id: string) => Promise<T> {
  const running = new Map<string, Promise<T>>()
  return (id) => {
    const known = running.get(id)
    if (known) return known
    const promise = ask(id).finally(() => running.delete(id))
    running.set(id, promise)
    return promise
  }
}
