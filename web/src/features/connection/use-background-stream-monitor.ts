import { computed, onScopeDispose, ref } from 'vue'
import type { ChatClient } from '../../data/client.ts'
import { listActive } from '../../data/queries.ts'
import { useChatClient } from '../../shared/chat-client.ts'
import { useLiveQuery } from '../../shared/use-live-query.ts'

/**
 * Which answers of this user are being written, in all sessions, on whatever device they were asked for. The feed tells
 * it; where no lasting connection gets through, the server is asked every few seconds instead.
 */
export function useBackgroundStreamMonitor(client: ChatClient = useChatClient()) {
  const { rows } = useLiveQuery(
    () => client.userId,
    () => listActive(client.db),
    [],
  )
  const isPolling = ref(false)
  const look = () => (isPolling.value = client.connection.phase === 'live' && client.connection.rung === 'poll')
  look()
  onScopeDispose(client.onConnection(look))

  return {
    active: rows,
    activeSessions: computed(() => new Set(rows.value.map((row) => row.sessionId))),
    /** True while asking works and being told does not. */
    isPolling,
  }
}
