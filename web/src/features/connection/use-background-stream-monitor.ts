import { computed, onScopeDispose, ref } from 'vue'
import type { ChatClient } from '../../data/client.ts'
import { listActive } from '../../data/queries.ts'
import { useChatClient } from '../../shared/chat-client.ts'
import { useLiveQuery } from '../../shared/use-live-query.ts'

/** Between two rounds of asking, and how long a feed may be away before asking starts. Milliseconds. */
const everyMs = 3_000

/**
 * Which answers of this user are being written, in all sessions. The feed tells it; while no feed gets through (an
 * outage, a proxy that holds event streams back) the server is asked every 3 seconds instead.
 */
export function useBackgroundStreamMonitor(client: ChatClient = useChatClient()) {
  const { rows } = useLiveQuery(
    () => client.userId,
    () => listActive(client.db),
    [],
  )
  const isPolling = ref(false)
  let lastLive = Date.now()
  let busy = false

  const timer = setInterval(async () => {
    if (client.connection.phase === 'live') lastLive = Date.now()
    const due = client.connection.phase !== 'stopped' && Date.now() - lastLive >= everyMs && !document.hidden
    if (!due || busy) {
      if (!due) isPolling.value = false
      return
    }
    busy = true
    isPolling.value = await client.poll().then(
      () => true,
      () => false,
    )
    busy = false
  }, everyMs)
  onScopeDispose(() => clearInterval(timer))

  return {
    active: rows,
    activeSessions: computed(() => new Set(rows.value.map((row) => row.sessionId))),
    /** True while asking works and being told does not. */
    isPolling,
  }
}
