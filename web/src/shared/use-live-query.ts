import { onScopeDispose, type Ref, shallowRef, watch } from 'vue'
import { liveQuery } from '../data/db.ts'

/**
 * A Dexie query as a ref that follows the tables it read. Subscribes anew when the key changes; what the old key had
 * shown is gone at once. `ready` says whether the query of the present key has answered.
 */
export function useLiveQuery<K, T>(key: () => K, query: (key: K, previous: T) => Promise<T>, initial: T) {
  const rows = shallowRef(initial) as Ref<T>
  const ready = shallowRef(false)
  const error = shallowRef<unknown>()
  let stop = () => {}

  watch(
    key,
    (value) => {
      stop()
      rows.value = initial
      ready.value = false
      const subscription = liveQuery(() => query(value, rows.value)).subscribe({
        next: (result) => {
          rows.value = result
          ready.value = true
          error.value = undefined
        },
        error: (cause: unknown) => {
          error.value = cause
        },
      })
      stop = () => subscription.unsubscribe()
    },
    { immediate: true },
  )
  onScopeDispose(() => stop())
  return { rows, ready, error }
}
