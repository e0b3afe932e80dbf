import { onScopeDispose, type Ref, shallowRef } from 'vue'
import type { ChatClient } from '../../data/client.ts'
import { countUnsent } from '../../data/queries.ts'
import type { StorageState } from '../../data/storage.ts'
import { holdReload } from '../../shared/unsaved.ts'
import { useLiveQuery } from '../../shared/use-live-query.ts'

/** Whether what is shown here is also kept. A page that is the only one to hold unsent text asks before it goes. */
export function useStorage(client: ChatClient): Ref<StorageState> {
  const state = shallowRef(client.storage.state)
  onScopeDispose(client.storage.listen(() => (state.value = client.storage.state)))

  const { rows: unsent } = useLiveQuery(
    () => `${client.userId} ${state.value}`,
    () => countUnsent(client.db),
    0,
  )
  onScopeDispose(holdReload(() => unsent.value > 0))

  function ask(event: BeforeUnloadEvent) {
    if (state.value === 'memory' && unsent.value > 0) event.preventDefault()
  }
  window.addEventListener('beforeunload', ask)
  onScopeDispose(() => window.removeEventListener('beforeunload', ask))
  return state
}
