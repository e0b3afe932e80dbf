import { computed, ref, watch } from 'vue'
import { listMessages } from '../../data/queries.ts'
import type { StoredMessage } from '../../data/rows.ts'
import { useChatClient } from '../../shared/chat-client.ts'
import { useLiveQuery } from '../../shared/use-live-query.ts'

/** How many messages are on the page at first, and how many more each time the reader reaches the top. */
const pageSize = 40

/** A session's last messages, live; `showEarlier` reaches further back. */
export function useMessages(sessionId: () => string) {
  const client = useChatClient()
  const limit = ref(pageSize)
  watch(sessionId, () => (limit.value = pageSize), { flush: 'sync' })

  // one more than is shown tells whether there is more
  const query = async ({ id, limit }: { id: string; limit: number }, previous: StoredMessage[]) =>
    keepIdentity(previous, await listMessages(client.db, id, limit + 1))
  const held = ref<{ id: string; rows: StoredMessage[] }>()
  const { rows, ready, error } = useLiveQuery(() => ({ id: sessionId(), limit: limit.value }), query, [])
  watch([rows, ready], () => ready.value && (held.value = { id: sessionId(), rows: rows.value }), { flush: 'sync' })

  // asking for earlier messages must not blank the page for a moment
  const present = computed(() => (ready.value ? rows.value : held.value?.id === sessionId() ? held.value.rows : []))
  return {
    error,
    ready: computed(() => ready.value || held.value?.id === sessionId()),
    hasEarlier: computed(() => present.value.length > limit.value),
    messages: computed(() => present.value.slice(-limit.value)),
    showEarlier: () => (limit.value += pageSize),
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
