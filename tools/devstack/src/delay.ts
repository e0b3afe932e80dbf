import { setTimeout } from 'node:timers/promises'

/** Resolves after `ms`, or at once when the signal aborts; never rejects. */
export const delay = (ms: number, signal?: AbortSignal): Promise<void> =>
  setTimeout(ms, undefined, signal ? { signal } : {}).catch(() => {})
