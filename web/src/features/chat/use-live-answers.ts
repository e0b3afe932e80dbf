import { isTerminal } from '@continuo/contract'
import { onScopeDispose } from 'vue'
import type { ChatClient } from '../../data/client.ts'
import { announce } from '../../shared/a11y/announce.ts'
import { t } from '../../shared/i18n/index.ts'
import { useLive } from './live.store.ts'

/** Carries the answers from the wire to the page, and tells a screen reader where each begins and ends, no more. */
export function useLiveAnswers(client: ChatClient): void {
  const live = useLive()
  const started = new Set<string>()
  live.clear()
  const off = client.answers.listen((changed) => {
    live.push(changed)
    for (const [id, state] of changed) {
      if (isTerminal(state.status)) {
        started.delete(id)
        if (state.status !== 'cancelled')
          announce(t(state.status === 'completed' ? 'announce.completed' : 'announce.failed'))
      } else if (state.text !== '' && !started.has(id)) {
        started.add(id)
        announce(t('announce.started'))
      }
    }
  })
  onScopeDispose(off)
}
