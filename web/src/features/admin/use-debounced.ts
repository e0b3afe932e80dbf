import { onScopeDispose, readonly, ref, type Ref, watch } from 'vue'

/** The same value once it has stood still for a while. Milliseconds. */
export function refDebounced<T>(source: Ref<T>, restMs = 250): Readonly<Ref<T>> {
  const settled = ref(source.value) as Ref<T>
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(source, (value) => {
    clearTimeout(timer)
    timer = setTimeout(() => (settled.value = value), restMs)
  })
  onScopeDispose(() => clearTimeout(timer))
  return readonly(settled) as Readonly<Ref<T>>
}
