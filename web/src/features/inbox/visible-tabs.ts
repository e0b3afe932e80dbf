import { onScopeDispose, type Ref, watch } from 'vue'

const name = 'continuo:in-sight'

/** Lets the other tabs of this browser know that this one is in sight: it holds a lock as long as that lasts. */
export function useSharedSight(visible: Ref<boolean>): void {
  const { locks } = navigator as Partial<Navigator>
  let release = () => {}
  watch(
    visible,
    (isVisible) => {
      release()
      if (isVisible)
        void locks?.request(name, { mode: 'shared' }, () => new Promise<void>((resolve) => (release = resolve)))
    },
    { immediate: true },
  )
  onScopeDispose(() => release())
}

/** Whether any tab of this browser is in sight. */
export async function isAnyInSight(): Promise<boolean> {
  const { locks } = navigator as Partial<Navigator>
  if (!locks) return !document.hidden
  const { held = [] } = await locks.query()
  return held.some((lock) => lock.name === name)
}
