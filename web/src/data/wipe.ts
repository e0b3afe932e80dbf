import { Dexie } from 'dexie'

/** Prefix of the app's own files in Cache Storage: no chats in there. */
const appFiles = 'continuo-files:'
/** Choices of whoever sits at this device, whichever user it is. */
const ofTheDevice = new Set([
  'continuo:theme',
  'continuo:language',
  'continuo:debug',
  'continuo:single-keys',
  // that nobody comes in by himself: tabs that start meanwhile must find it
  'continuo:signed-out',
])
/** Milliseconds to wait for another tab that holds the database open; it is empty by then. */
const patienceMs = 3_000

/**
 * Removes every byte of a user's chats from this browser. The tables are emptied first, so that a tab that does not let
 * go of the database (frozen, or of another version) keeps nothing; the database goes as soon as that tab does.
 */
export async function wipe(userId: string): Promise<void> {
  const name = `chat:${userId}`
  if (!(await Dexie.exists(name))) return
  // opened as it is, whatever its version
  const db = new Dexie(name)
  try {
    await db.open()
    await db.transaction('rw', db.tables, () => Promise.all(db.tables.map((table) => table.clear())))
  } finally {
    db.close()
  }
  await Promise.race([Dexie.delete(name), new Promise((resolve) => setTimeout(resolve, patienceMs))])
}

/** What else of a user may be found outside of the database. */
export async function wipeTraces(): Promise<void> {
  for (const key of Object.keys(localStorage))
    if (key.startsWith('continuo:') && !ofTheDevice.has(key)) localStorage.removeItem(key)
  sessionStorage.clear()
  if (typeof caches === 'undefined') return
  for (const name of await caches.keys()) if (!name.startsWith(appFiles)) await caches.delete(name)
}
