import { computed, onScopeDispose, ref, shallowReactive, type ShallowRef, shallowRef, watch } from 'vue'
import { liveQuery } from '../../data/db.ts'
import { hasBefore, listLastMessages, listMessages, startOfPage } from '../../data/queries.ts'
import type { StoredMessage } from '../../data/rows.ts'
import type { ChatClient } from '../../data/client.ts'
import { useChatClient } from '../../shared/chat-client.ts'
import { Recent } from '../../shared/recent.ts'
import { useLiveQuery } from '../../shared/use-live-query.ts'

/** How many messages are read at first, and how many more each time the reader comes near the top. */
const pageSize = 40

/** A stretch of a session, followed by a query of its own: what is written at the end does not read the rest again. */
interface Page {
  rows: ShallowRef<StoredMessage[] | undefined>
  stop: () => void
}

/**
 * A session's last messages, live; `showEarlier` reaches further back, into the cache and then to the server.
 * @param firstPlace Where to begin instead of `pageSize` messages from the end.
 */
export function useMessages(sessionId: () => string, firstPlace: (id: string) => number | undefined) {
  const client = useChatClient()
  const seen = seenOf(client)
  const pages = shallowReactive<Page[]>([])
  const loading = ref(false)
  const failed = ref(false)

  function follow(id: string, from: number | undefined, to: number): Page {
    const rows = shallowRef<StoredMessage[]>()
    const page: Page = { rows, stop: () => undefined }
    const read = () =>
      from === undefined ? listLastMessages(client.db, id, pageSize) : listMessages(client.db, id, from, to)
    const subscription = liveQuery(read).subscribe({
      next: (found) => {
        // the page is fixed at its first reading: later messages make it longer, and nothing falls out of it
        from ??= found[0]?.position
        rows.value = keepIdentity(rows.value ?? [], found)
      },
      error: () => (rows.value ??= []),
    })
    page.stop = () => subscription.unsubscribe()
    return page
  }

  function clear(id: string) {
    const last = pages.at(-1)?.rows.value
    if (last && last.length > 0) seen.set(id, last, weightOf(last))
    for (const page of pages.splice(0)) page.stop()
  }

  watch(
    sessionId,
    (id, before) => {
      if (before !== undefined) clear(before)
      loading.value = failed.value = false
      const known = seen.get(id)
      const first = firstPlace(id)
      const fits = known && (first === undefined || first === known[0]!.position)
      const page = follow(id, first ?? known?.[0]?.position, Infinity)
      // what was here a moment ago is painted at once; the database corrects it before anyone has read a word
      if (fits) page.rows.value = known
      pages.push(page)
    },
    { immediate: true, flush: 'sync' },
  )
  onScopeDispose(() => clear(sessionId()))

  const messages = computed(() => {
    const [only] = pages
    return pages.length === 1 ? (only!.rows.value ?? []) : pages.flatMap((page) => page.rows.value ?? [])
  })
  const start = computed(() => messages.value[0]?.position)
  const { rows: hasEarlier } = useLiveQuery(
    () => ({ id: sessionId(), before: start.value }),
    ({ id, before }) => (before === undefined ? Promise.resolve(false) : hasBefore(client.db, id, before)),
    false,
  )

  /** Resolves when the next older page is on the list; a failure is told by `failed`, and the next call tries again. */
  async function showEarlier(): Promise<void> {
    const [id, before] = [sessionId(), start.value]
    if (loading.value || before === undefined || !hasEarlier.value) return
    loading.value = true
    failed.value = false
    try {
      let from = await startOfPage(client.db, id, before, pageSize)
      if (from === undefined) {
        await client.sessions.loadEarlier(id)
        from = await startOfPage(client.db, id, before, pageSize)
      }
      if (from === undefined || id !== sessionId()) return
      const page = follow(id, from, before)
      await new Promise<void>((resolve) => watch(page.rows, () => resolve(), { once: true, flush: 'sync' }))
      if (id === sessionId()) pages.unshift(page)
      else page.stop()
    } catch {
      failed.value = id === sessionId()
    } finally {
      if (id === sessionId()) loading.value = false
    }
  }

  return {
    messages,
    ready: computed(() => pages[0]?.rows.value !== undefined),
    hasEarlier,
    loadingEarlier: loading,
    earlierFailed: failed,
    showEarlier,
  }
}

/** The ends of the chats that were on screen, for as long as their client. UTF-16 code units in all. */
const seenChars = 4_000_000
const seenByClient = new WeakMap<ChatClient, Recent<StoredMessage[]>>()

function seenOf(client: ChatClient): Recent<StoredMessage[]> {
  const known = seenByClient.get(client) ?? new Recent<StoredMessage[]>(seenChars)
  seenByClient.set(client, known)
  return known
}

const weightOf = (rows: StoredMessage[]): number =>
  rows.reduce((sum, { text, thinking }) => sum + text.length + thinking.length + 500, 0)

/** Rows that did not change stay the same objects, so their bubbles are not rendered again. */
export function keepIdentity(previous: StoredMessage[], next: StoredMessage[]): StoredMessage[] {
  const known = new Map(previous.map((row) => [row.id, row]))
  return next.map((row) => {
    const before = known.get(row.id)
    return before && before.rev === row.rev && before.position === row.position ? before : row
  })
}
