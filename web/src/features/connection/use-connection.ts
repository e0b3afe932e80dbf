import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import type { ChatClient } from '../../data/client.ts'
import { countUnsent } from '../../data/queries.ts'
import { useChatClient } from '../../shared/chat-client.ts'
import { useLiveQuery } from '../../shared/use-live-query.ts'

export type ConnectionNews = 'live' | 'connecting' | 'reconnecting' | 'offline'

/** A short break is not worth a word: what is not live is told after this many milliseconds. */
const patienceMs = 1_200

/** The connection as a user cares about it. */
export function useConnection(client: ChatClient = useChatClient()) {
  const state = shallowRef(client.connection)
  const news = ref<ConnectionNews>('connecting')
  let wasLive = false
  let timer: ReturnType<typeof setTimeout> | undefined

  function update() {
    state.value = client.connection
    const { phase, online } = state.value
    // an open stream says nothing about a network that has gone: the browser knows first
    // (at a start without a network it is the only one to know: nothing was tried yet)
    const next: ConnectionNews =
      !online || !navigator.onLine
        ? 'offline'
        : phase === 'live'
          ? 'live'
          : wasLive || state.value.failures > 0
            ? 'reconnecting'
            : 'connecting'
    clearTimeout(timer)
    if (next === 'live' || next === 'offline') news.value = next
    else timer = setTimeout(() => (news.value = next), patienceMs)
    wasLive ||= phase === 'live'
  }
  update()
  const off = client.onConnection(update)
  const events = ['online', 'offline'] as const
  for (const event of events) window.addEventListener(event, update)
  onScopeDispose(() => {
    off()
    for (const event of events) window.removeEventListener(event, update)
    clearTimeout(timer)
  })

  const { rows: unsent } = useLiveQuery(
    () => client.userId,
    () => countUnsent(client.db),
    0,
  )
  return { news, rung: computed(() => state.value.rung), unsent, isLive: computed(() => news.value === 'live') }
}
