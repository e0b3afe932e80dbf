/** Whether this tab is the one that holds the browser's connection. */
export interface Leadership {
  /** Takes it from a leader that has been found not to answer. */
  seize: () => void
  stop: () => void
}

export interface LeadershipOptions {
  /** The same in all tabs that share one connection. */
  name: string
  onChange: (leads: boolean) => void
}

/**
 * Elects one tab by a Web Lock: the browser gives it to the next tab in the moment its holder closes or crashes. Web
 * Locks need a secure context; without one every tab leads for itself, while it can be seen: a hidden one lets go, so
 * that a window of many tabs does not use up the six connections that HTTP/1.1 has for a host.
 */
export function seekLeadership(options: LeadershipOptions): Leadership {
  const locks = globalThis.navigator?.locks
  return locks ? seekByLock(locks, options) : leadWhileSeen(options)
}

function seekByLock(locks: LockManager, { name, onChange }: LeadershipOptions): Leadership {
  let isStopped = false
  let letGo: () => void = () => undefined
  let waiting = new AbortController()

  function hold(): Promise<void> {
    if (isStopped) return Promise.resolve()
    onChange(true)
    return new Promise((resolve) => (letGo = resolve))
  }

  function ask(options: LockOptions, isGivenUp: () => boolean): void {
    let held = false
    locks
      .request(name, options, () => {
        held = true
        return hold()
      })
      .catch(() => {
        if (isStopped || (!held && isGivenUp())) return
        // another tab has taken it: this one was frozen, or busy for long
        if (held) onChange(false)
        queue()
      })
  }

  function queue(): void {
    const { signal } = (waiting = new AbortController())
    ask({ signal }, () => signal.aborted)
  }

  queue()
  return {
    seize() {
      waiting.abort()
      ask({ steal: true }, () => false)
    },
    stop() {
      isStopped = true
      waiting.abort()
      letGo()
    },
  }
}

/** How long a tab may be hidden before it lets its own connection go, in milliseconds. */
const hiddenMs = 30_000

function leadWhileSeen({ onChange }: LeadershipOptions): Leadership {
  let timer: ReturnType<typeof setTimeout> | undefined
  let leads = true
  const set = (next: boolean) => {
    if (leads !== next) onChange((leads = next))
  }
  const look = () => {
    clearTimeout(timer)
    if (document.hidden) timer = setTimeout(() => set(false), hiddenMs)
    else set(true)
  }
  globalThis.document?.addEventListener('visibilitychange', look)
  onChange(true)
  return {
    seize: () => undefined,
    stop() {
      clearTimeout(timer)
      globalThis.document?.removeEventListener('visibilitychange', look)
    },
  }
}
