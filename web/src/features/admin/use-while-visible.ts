import { onScopeDispose, watch } from 'vue'
import { useVisible } from '../../shared/use-visible.ts'

/** Runs again and again while this tab is in sight, and at once when it comes back: nobody looks, nobody asks. */
export function useWhileVisible(everyMs: number, run: () => unknown): void {
  const visible = useVisible()
  let timer: ReturnType<typeof setInterval> | undefined
  watch(
    visible,
    (seen, before) => {
      clearInterval(timer)
      if (!seen) return
      if (before === false) void run()
      timer = setInterval(() => void run(), everyMs)
    },
    { immediate: true },
  )
  onScopeDispose(() => clearInterval(timer))
}
