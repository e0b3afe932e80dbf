import { computed, onScopeDispose, ref, shallowReactive, type ShallowRef, shallowRef, watch } from 'vue'
import { liveQuery } from '../../data/db.ts'
import { hasBefore, listMessages, startOfPage } from '../../data/queries.ts'
import type { StoredMessage } from '../../data/rows.ts'
import { useChatClient } from '../../shared/chat-client.ts'
import { useLiveQuery } from '../../shared/use-live-query.ts'

/** How many messages are read at first, and how many more each time the reader comes near the top. */
const pageSize = 40

/** A stretch of a session, followed by a query of its own: what is written at the end does not read the rest again. */
interface Page {
  from: number
  rows: ShallowRef<StoredMessage[] | undefined>
  stop: () => void
}

/**
 * A session's last messages, live; `showEarlier` reaches further back, into the cache and then to the server.
 * @param firstPlace Where to begin instead of `pageSize` messages from the end.
 */
export function useMessages(sessionId: () => string, firstPlace: (id: string) => number | undefined) {
  const client = useChatClient()
  const pages = shallowReactive<Page[]>([])
  const loading = ref(false)
  const failed = ref(false)

  function follow(id: string, from: number | undefined, to: number): Page {
    const rows = shallowRef<StoredMessage[]>()
    const page: Page = { from: from ?? to, rows, stop: () => undefined }
    const read = async () => {
      // the first page is fixed at its first reading: later messages make it longer, and nothing falls out of it
      const start = from ?? (await startOfPage(client.db, id, to, pageSize))
      return { start, found: start === undefined ? [] : await listMessages(client.db, id, start, to) }
    }
    const subscription = liveQuery(read).subscribe({
      next: ({ start, found }) => {
        if (start !== undefined) from = page.from = start
        rows.value = keepIdentity(rows.value ?? [], found)
      },
      error: () => (rows.value ??= []),
    })
    page.stop = () => subscription.unsubscribe()
    return page
  }

  function clear() {
    for (const page of pages.splice(0)) page.stop()
  }

  watch(
    sessionId,
    (id) => {
      clear()
      loading.value = failed.value = false
      pages.push(follow(id, firstPlace(id), Infinity))
    },
    { immediate: true, flush: 'sync' },
  )
  onScopeDispose(clear)

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

/** Rows that did not change stay the same objects, so their bubbles are not rendered again. */
export function keepIdentity(previous: StoredMessage[], next: StoredMessage[]): StoredMessage[] {
  const known = new Map(previous.map((row) => [row.id, row]))
  return next.map((row) => {
    const before = known.get(row.id)
    return before && before.rev === row.rev && before.position === row.position ? before : row
  })
}
