import type { ChatApi } from '../chat-api.ts'

/** All logins and access tokens that something long is open for, on this pod. */
export interface LoginWatch extends Disposable {
  /** Calls `ended` once when the login is over, whatever ended it, within about two periods. @returns stops watching. */
  watch(loginId: string, ended: () => void): () => void
  /** Looks at once: something was revoked here. */
  look(): void
}

const idsAtOnce = 1_000

/**
 * Asks chat-api again and again which of them have ended: one call for all, so that it costs the same for ten thousand
 * streams as for ten, and needs no Redis. Without an answer everything stays open: nothing can be revoked then either.
 * @param onEnded Called before those who watch are told: what was known of it counts no more.
 * @param everyMs Milliseconds between looks. Default 2,000.
 */
export function createLoginWatch(
  { api, onEnded }: { api: Pick<ChatApi, 'accounts'>; onEnded: () => void },
  { everyMs = 2_000 } = {},
): LoginWatch {
  const watched = new Map<string, Set<() => void>>()
  let looking = false
  let again = false

  async function look(): Promise<void> {
    if (looking) return void (again = true)
    looking = true
    const ids = [...watched.keys()]
    for (let from = 0; from < ids.length; from += idsAtOnce) {
      const asked = ids.slice(from, from + idsAtOnce)
      const reply = await api.accounts.checkLogins({ ids: asked }).catch(() => undefined)
      const ended = reply?.ended ?? []
      if (ended.length > 0) onEnded()
      ended.forEach(end)
    }
    looking = false
    if (again) {
      again = false
      await look()
    }
  }

  function end(id: string) {
    const listeners = watched.get(id)
    watched.delete(id)
    listeners?.forEach((ended) => ended())
  }

  const timer = setInterval(() => void look(), everyMs)
  return {
    watch(loginId, ended) {
      // a listener of its own, so that two watchers may pass the same function
      const listener = () => ended()
      const listeners = watched.get(loginId) ?? new Set()
      watched.set(loginId, listeners.add(listener))
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0 && watched.get(loginId) === listeners) watched.delete(loginId)
      }
    },
    look: () => void look(),
    [Symbol.dispose]: () => clearInterval(timer),
  }
}
