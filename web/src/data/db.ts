import { Dexie, type EntityTable } from 'dexie'
import type { ActiveStreamRow, DraftRow, MetaRow, OutboxRow, StoredMessage, StoredSession } from './rows.ts'

export { Dexie, liveQuery } from 'dexie'

/** One database per user: signing out deletes it whole. A published version is never edited, only followed. */
export class ChatDb extends Dexie {
  readonly userId: string
  messages!: EntityTable<StoredMessage, 'id'>
  sessions!: EntityTable<StoredSession, 'id'>
  activeStreams!: EntityTable<ActiveStreamRow, 'messageId'>
  outbox!: EntityTable<OutboxRow, 'id'>
  drafts!: EntityTable<DraftRow, 'sessionId'>
  meta!: EntityTable<MetaRow, 'key'>

  constructor(userId: string) {
    super(`chat:${userId}`)
    this.userId = userId
    this.version(1).stores({
      messages: 'id, [sessionId+position]',
      sessions: 'id, lastMessageAt, usedAt, deleteAt',
      activeStreams: 'messageId, sessionId',
      outbox: 'id, sessionId, order',
      drafts: 'sessionId',
      meta: 'key',
    })
    this.version(2).upgrade((old) => old.table<StoredSession>('sessions').toCollection().modify({ pinned: 0 }))
  }
}

/** A session's messages by their place. */
export const messagesOf = (db: ChatDb, sessionId: string) =>
  db.messages.where('[sessionId+position]').between([sessionId, -Infinity], [sessionId, Infinity])
