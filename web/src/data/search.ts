import { Dexie } from 'dexie'
import type { ChatDb } from './db.ts'
import { fold, mark, type Marked, snippet, wordsOf } from './fold.ts'
import type { StoredSession } from './rows.ts'

export interface SearchHit {
  sessionId: string
  /** Its title, else its first words. */
  title: Marked
  /** The newest message that has the words; undefined when only the title has them. */
  message?: { id: string; position: number; role: 'user' | 'assistant'; snippet: Marked }
  /** Messages of this session that have the words. */
  count: number
  lastMessageAt: string
}

interface Indexed {
  sessionId: string
  position: number
  folded: string
}

/** Keys that a transaction has changed, as Dexie tells them to its live queries: a tree of ranges. */
interface Ranges {
  from?: unknown
  to?: unknown
  l?: Ranges | null
  r?: Ranges | null
}

function* rangesOf(tree: Ranges | null | undefined): Generator<Ranges> {
  if (!tree || tree.from === undefined) return
  yield* rangesOf(tree.l)
  yield tree
  yield* rangesOf(tree.r)
}

/** Sessions looked through before what was found is told and the page may breathe. */
const batchSize = 10

/**
 * Full-text search over the chats kept in this browser. The texts are folded once and held in memory (about one byte a
 * letter); what changes afterwards, in whatever tab, is read again before the next search.
 */
export function createSearch(db: ChatDb) {
  const index = new Map<string, Indexed>()
  /** Ids whose rows have changed; `undefined`: nobody knows which, all are read again. */
  let stale: Set<string> | undefined
  let refreshing: Promise<void> | undefined

  function onMutated(parts: Record<string, Ranges | undefined>): void {
    for (const name of [`idb://${db.name}/messages/`, `idb://${db.name}/messages/:dels`])
      for (const { from, to } of rangesOf(parts[name]))
        if (from === to && typeof from === 'string') stale?.add(from)
        else stale = undefined
  }
  Dexie.on('storagemutated').subscribe(onMutated as never)

  /** Brings the index up to date; worth calling when a search is about to come. */
  function warm(): Promise<void> {
    refreshing ??= refresh()
      .catch((cause: unknown) => {
        stale = undefined
        throw cause
      })
      .finally(() => {
        refreshing = undefined
      })
    return refreshing
  }

  async function refresh(): Promise<void> {
    const changed = stale
    stale = new Set()
    if (!changed) {
      index.clear()
      // in portions, so that the page stays alive over a large cache
      for (let after = ''; ;) {
        const rows = await db.messages.where('id').above(after).limit(200).toArray()
        for (const row of rows)
          index.set(row.id, { sessionId: row.sessionId, position: row.position, folded: fold(row.text) })
        if (rows.length < 200) return
        after = rows.at(-1)!.id
      }
    }
    const ids = [...changed]
    const rows = await db.messages.bulkGet(ids)
    for (const [i, row] of rows.entries())
      if (row) index.set(row.id, { sessionId: row.sessionId, position: row.position, folded: fold(row.text) })
      else index.delete(ids[i]!)
  }

  /**
   * What has all the words of the query, session by session, the newest first, as it is found. Sessions that are not kept
   * here are found by their titles.
   */
  async function* find(query: string, signal?: AbortSignal): AsyncGenerator<SearchHit[]> {
    const words = wordsOf(query)
    if (words.length === 0) return
    await warm()
    const sessions = await db.sessions.orderBy('lastMessageAt').reverse().toArray()
    const bySession = Map.groupBy(index, ([, entry]) => entry.sessionId)
    for (let at = 0; at < sessions.length; at += batchSize) {
      if (signal?.aborted) return
      const batch = sessions.slice(at, at + batchSize).filter((session) => session.deleteAt === undefined)
      const hits = await Promise.all(batch.map((session) => hitOf(session, bySession.get(session.id) ?? [], words)))
      const found = hits.filter((hit) => hit !== undefined)
      if (found.length > 0) yield found
    }
  }

  async function hitOf(
    session: StoredSession,
    messages: [string, Indexed][],
    words: string[],
  ): Promise<SearchHit | undefined> {
    const title = session.title || session.preview
    const inTitle = fold(title)
    // a word of the title need not occur in the text once more
    const inText = words.filter((word) => !inTitle.includes(word))
    const having = messages.filter(([, { folded }]) =>
      inText.length > 0 ? inText.every((word) => folded.includes(word)) : words.every((word) => folded.includes(word)),
    )
    if (having.length === 0 && inText.length > 0) return undefined
    const newest = having.reduce<[string, Indexed] | undefined>(
      (best, each) => (best && best[1].position > each[1].position ? best : each),
      undefined,
    )
    const row = newest && (await db.messages.get(newest[0]))
    return {
      sessionId: session.id,
      title: mark(title, words),
      count: having.length,
      lastMessageAt: session.lastMessageAt,
      ...(row
        ? { message: { id: row.id, position: row.position, role: row.role, snippet: snippet(row.text, words) } }
        : {}),
    }
  }

  return {
    warm,
    find,
    /** Forgets the texts. */
    close(): void {
      Dexie.on('storagemutated').unsubscribe(onMutated as never)
      index.clear()
    },
  }
}
