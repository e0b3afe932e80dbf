import { onScopeDispose, ref } from 'vue'

/** Whether this tab is in sight. */
export function useVisible() {
  const visible = ref(!document.hidden)
  const update = () => (visible.value = !document.hidden)
  document.addEventListener('visibilitychange', update)
  onScopeDispose(() => document.removeEventListener('visibilitychange', update))
  return visible
}
