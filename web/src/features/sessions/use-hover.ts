import { onScopeDispose } from 'vue'

/** Resting on a row this long is a sign of interest, passing over it is not. Milliseconds. */
const restMs = 90

const listeners = new Set<(sessionId: string) => void>()

/** Calls back when someone rests on a session of the list, by pointer or by keyboard: it may be opened next. */
export function useHoveredSession(onHover: (sessionId: string) => void): void {
  listeners.add(onHover)
  onScopeDispose(() => listeners.delete(onHover))
}

/** The list's side: tells what the pointer or the focus is on. */
export function useHover() {
  let timer: ReturnType<typeof setTimeout> | undefined
  function hover(sessionId: string | undefined): void {
    clearTimeout(timer)
    if (sessionId === undefined) return
    timer = setTimeout(() => {
      for (const listener of listeners) listener(sessionId)
    }, restMs)
  }
  onScopeDispose(() => clearTimeout(timer))
  return { hover }
}
