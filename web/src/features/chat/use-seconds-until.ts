import { computed, onScopeDispose, ref } from 'vue'

/** Whole seconds until a time (Unix ms), counting down while it is shown; 0 when it is over or there is none. */
export function useSecondsUntil(time: () => number | undefined) {
  const now = ref(Date.now())
  const timer = setInterval(() => (now.value = Date.now()), 500)
  onScopeDispose(() => clearInterval(timer))
  return computed(() => Math.max(0, Math.ceil(((time() ?? 0) - now.value) / 1_000)))
}
