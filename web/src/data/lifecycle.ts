import type { LifecycleEvent } from '@continuo/contract'
import type { ChatDb } from './db.ts'
import { isOver, type StoredSession } from './rows.ts'
import { removeSessions } from './sync.ts'

export interface LifecycleDeps {
  db: ChatDb
  /** Asks the server what changed. */
  sync: () => void
  onRemoved: (messageIds: string[]) => void
  /** Milliseconds that the wire has to bring an end by itself before `/sync` is asked. Default 2 000. */
  graceMs?: number
}

/** News about sessions are hints: what they say is used where it is whole, everything else is asked from `/sync`. */
export async function applyLifecycle({ db, sync, onRemoved, graceMs = 2_000 }: LifecycleDeps, event: LifecycleEvent) {
  switch (event.type) {
    case 'message_accepted':
      if (event.replaces || !(await db.messages.get(event.message_id))) sync()
      return
    case 'message_ended': {
      const check = async () => {
        const row = await db.messages.get(event.message_id)
        if (row && !isOver(row)) sync()
      }
      setTimeout(() => void check().catch(() => undefined), graceMs)
      return
    }
    case 'session_changed': {
      const session = await db.sessions.get(event.session_id)
      const told = toldOf(event)
      // an answer ended after it was read here: only the server knows how the two stand
      const isUnsure = told.unread === 1 && session?.readUpTo !== undefined
      const isNews =
        session && Object.entries(told).some(([name, value]) => session[name as keyof typeof told] !== value)
      if (!isNews || isUnsure) sync()
      else await db.sessions.update(session.id, told)
      return
    }
    case 'session_deleted': {
      const tables = [db.messages, db.sessions, db.activeStreams, db.outbox]
      onRemoved(await db.transaction('rw', tables, () => removeSessions(db, [event.session_id])))
    }
  }
}

/** What the event itself says of the session's row. */
const toldOf = ({ title, pinned, unread }: Extract<LifecycleEvent, { type: 'session_changed' }>): Told => ({
  title,
  ...(pinned === undefined ? {} : { pinned: pinned ? 1 : 0 }),
  ...(unread === undefined ? {} : { unread: unread ? 1 : 0 }),
})
type Told = Pick<StoredSession, 'title'> & Partial<Pick<StoredSession, 'pinned' | 'unread'>>
