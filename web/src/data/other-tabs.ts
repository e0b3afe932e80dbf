import type { ChatDb } from './db.ts'

export interface OtherTabs {
  /** A tab with newer code waits for this one to let go of the database. */
  onUpgrade: () => void
  /** The database is being deleted: the user has signed out. */
  onDelete: () => void
  /** A tab with older code does not let go of the database; goes on by itself when it does. */
  onBlocked: () => void
}

/** What other tabs of this browser do to the database. Whoever is told of the first two closes it soon. */
export function watchOtherTabs(db: ChatDb, { onUpgrade, onDelete, onBlocked }: OtherTabs): void {
  db.on('versionchange', (event: IDBVersionChangeEvent) => {
    if (event.newVersion === null) onDelete()
    else onUpgrade()
    // Dexie's own answer is to close at once: what is being typed is written first
    return false
  })
  db.on('blocked', () => onBlocked())
}
