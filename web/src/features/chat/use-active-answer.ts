import { isTerminal } from '@continuo/contract'
import { computed, ref } from 'vue'
import type { StoredMessage } from '../../data/rows.ts'
import { useChatClient } from '../../shared/chat-client.ts'
import { useToasts } from '../../shared/use-toasts.ts'
import { useLive } from './live.store.ts'

/** The answer of a session that is being written or waits, if any, and how to stop it. */
export function useActiveAnswer(sessionId: () => string, messages: () => StoredMessage[]) {
  const client = useChatClient()
  const live = useLive()
  const toasts = useToasts()
  const stoppingIds = ref(new Set<string>())

  const unfinished = computed(() =>
    messages().filter((row) => row.role === 'assistant' && !isTerminal(live.shown(row).status)),
  )
  // of several the one that is being written goes first; the others wait for it
  const answer = computed(() => unfinished.value.find((row) => row.sessionId === sessionId()))

  async function stop() {
    const row = answer.value
    if (!row || stoppingIds.value.has(row.id)) return
    stoppingIds.value.add(row.id)
    await client.stop(row).catch(toasts.showError)
    stoppingIds.value.delete(row.id)
  }

  return { answer, stop, stopping: computed(() => !!answer.value && stoppingIds.value.has(answer.value.id)) }
}
