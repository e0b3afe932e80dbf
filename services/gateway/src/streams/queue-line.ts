import type { ChatApi } from '../chat-api.ts'

/** Where an answer stands that waits in the queue. */
export interface Place {
  readonly queue_position: number
  /** Seconds; absent: nobody knows. */
  readonly wait_estimate_s?: number
}

export interface QueueLine extends Disposable {
  /** Told again and again, until it is left. @returns leaves. */
  watch(messageId: string, tell: (place: Place) => void): () => void
}

/** Who has to wait is told within 2 s, and then as often. Milliseconds. */
const usualEveryMs = 2_000
/** In one call. */
const mostIds = 1_000

/**
 * The places of all waiting answers whose viewers are connected here: one call in two seconds, however many watch. While
 * nobody waits nobody asks.
 */
export function createQueueLine(
  { messages }: { readonly messages: Pick<ChatApi['messages'], 'listQueuePlaces'> },
  { everyMs = usualEveryMs, onError = () => {} }: { everyMs?: number; onError?: (cause: unknown) => void } = {},
): QueueLine {
  const watchers = new Map<string, Set<(place: Place) => void>>()
  let timer: NodeJS.Timeout | undefined

  const askLater = () => {
    timer ??= setTimeout(() => {
      void ask()
        .catch(onError)
        .finally(() => {
          timer = undefined
          if (watchers.size > 0) askLater()
        })
    }, everyMs).unref()
  }

  async function ask() {
    const ids = [...watchers.keys()]
    for (let from = 0; from < ids.length; from += mostIds) {
      const { places } = await messages.listQueuePlaces({ ids: ids.slice(from, from + mostIds) })
      for (const { id, ...place } of places) for (const tell of watchers.get(id) ?? []) tell(place)
    }
  }

  return {
    watch(messageId, tell) {
      const tellers = watchers.get(messageId) ?? new Set()
      watchers.set(messageId, tellers.add(tell))
      askLater()
      return () => {
        tellers.delete(tell)
        if (tellers.size === 0 && watchers.get(messageId) === tellers) watchers.delete(messageId)
      }
    },
    [Symbol.dispose]() {
      watchers.clear()
      clearTimeout(timer)
    },
  }
}
