import { onScopeDispose, type Ref, watch } from 'vue'

const name = 'continuo:in-sight'

/** Lets the other tabs of this browser know that this one is in sight: it holds a lock as long as that lasts. */
export function useSharedSight(visible: Ref<boolean>): void {
  const { locks } = navigator as Partial<Navigator>
  const held = new Set<() => void>()
  function letGo(): void {
    for (const release of held) release()
    held.clear()
  }
  // granted only after the tab has gone out of sight again, it is not held at all
  const hold = () => (visible.value ? new Promise<void>((release) => held.add(release)) : undefined)
  watch(
    visible,
    (isVisible) => {
      if (isVisible) void locks?.request(name, { mode: 'shared' }, hold)
      else letGo()
    },
    { immediate: true },
  )
  onScopeDispose(letGo)
}

/** Whether any tab of this browser is in sight. */
export async function isAnyInSight(): Promise<boolean> {
  const { locks } = navigator as Partial<Navigator>
  if (!locks) return !document.hidden
  const { held = [] } = await locks.query()
  return held.some((lock) => lock.name === name)
}
