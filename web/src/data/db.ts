import { Dexie, type EntityTable } from 'dexie'
import type { ActiveStreamRow, DraftRow, MetaRow, OutboxRow, StoredMessage, StoredSession } from './rows.ts'

export { Dexie, liveQuery } from 'dexie'

/** The newest version below. A database with a higher one was made by newer code than this. */
export const newestVersion = 2

/** One database per user: signing out deletes it whole. A published version is never edited, only followed. */
export class ChatDb extends Dexie {
  readonly userId: string
  messages!: EntityTable<StoredMessage, 'id'>
  sessions!: EntityTable<StoredSession, 'id'>
  activeStreams!: EntityTable<ActiveStreamRow, 'messageId'>
  outbox!: EntityTable<OutboxRow, 'id'>
  drafts!: EntityTable<DraftRow, 'sessionId'>
  meta!: EntityTable<MetaRow, 'key'>
  /** Called when a transaction found no room; once it resolves the transaction is run again. See `storage.ts`. */
  makeRoom: ((cause: unknown) => Promise<void>) | undefined
  /** A transaction that is not repeated: for whoever makes room. */
  readonly direct: typeof this.transaction

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
    this.version(newestVersion).upgrade((old) =>
      old.table<StoredSession>('sessions').toCollection().modify({ pinned: 0 }),
    )
    this.direct = this.transaction.bind(this)
    this.transaction = this.patient(this.direct as (...args: unknown[]) => Promise<unknown>)
    this.wrapSingleWrites()
  }

  /** Every transaction is repeated after room was made, whoever runs it; one inside another leaves that to the outer. */
  private patient(run: (...args: unknown[]) => Promise<unknown>): typeof this.transaction {
    const patient = (...args: unknown[]): Promise<unknown> =>
      Dexie.currentTransaction
        ? run(...args)
        : run(...args).catch(async (cause: unknown) => {
            if (!this.makeRoom || !isFull(cause)) throw cause
            await this.makeRoom(cause)
            return patient(...args)
          })
    return patient as unknown as typeof this.transaction
  }

  /** A write outside of any transaction gets one of its own. Dexie has no public place where all of them pass. */
  private wrapSingleWrites(): void {
    interface Single {
      _tx?: unknown
      _trans: (mode: string, ...rest: unknown[]) => Promise<unknown>
    }
    const db = this as { transaction: (...args: unknown[]) => Promise<unknown> }
    const tables = this.Table.prototype as unknown as Single
    const plain = tables._trans
    tables._trans = function (this: Single, mode, ...rest) {
      const run = () => plain.call(this, mode, ...rest)
      return mode === 'readwrite' && !this._tx && !Dexie.currentTransaction ? db.transaction('rw', this, run) : run()
    }
  }
}

/** Whether a write failed because the browser gives this site no more room (an aborted transaction carries it inside). */
export const isFull = (cause: unknown): boolean =>
  cause instanceof Error &&
  (cause.name === 'QuotaExceededError' || isFull((cause as Error & { inner?: unknown }).inner) || isFull(cause.cause))

/** A session's messages by their place. */
export const messagesOf = (db: ChatDb, sessionId: string) =>
  db.messages.where('[sessionId+position]').between([sessionId, -Infinity], [sessionId, Infinity])
