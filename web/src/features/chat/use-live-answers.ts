import { onScopeDispose } from 'vue'
import type { ChatClient } from '../../data/client.ts'
import { useLive } from './live.store.ts'

/** Carries the answers from the wire to the page. */
export function useLiveAnswers(client: ChatClient): void {
  const live = useLive()
  live.clear()
  onScopeDispose(client.answers.listen((changed) => live.push(changed)))
}
