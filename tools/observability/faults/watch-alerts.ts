import { setTimeout as sleep } from 'node:timers/promises'
import { type ActiveAlert, activeAlerts } from '../prometheus/query.ts'

export interface Fired {
  readonly alert: ActiveAlert
  /** Milliseconds of `performance.now`. */
  readonly firstMs: number
  lastMs: number
}

export interface Watch {
  /** What fires now and what has fired since the last `forget`, by `name (severity)`; with the service where there is one. */
  readonly firing: () => ReadonlySet<string>
  readonly fired: () => ReadonlyMap<string, Fired>
  /** Leaves what fires now. */
  readonly forget: () => void
  /** Seconds until it holds; undefined when it does not in time. */
  readonly waitUntil: (holds: (firing: ReadonlySet<string>) => boolean, limitMs: number) => Promise<number | undefined>
  readonly stop: () => Promise<void>
}

const keyOf = ({ labels }: ActiveAlert) =>
  `${labels.alertname}${labels.service ? ` ${labels.service}` : ''} (${labels.severity})`

/** Looks every half second. @param stop Ends every wait. */
export function watchAlerts(prometheusUrl: string, stop: AbortSignal): Watch {
  const over = new AbortController()
  let now = new Set<string>()
  const fired = new Map<string, Fired>()
  const look = async () => {
    while (!over.signal.aborted) {
      const alerts = await activeAlerts(prometheusUrl).catch(() => undefined)
      const firing = alerts?.filter(({ state }) => state === 'firing') ?? []
      if (alerts) now = new Set(firing.map(keyOf))
      for (const alert of firing) note(alert)
      await sleep(500)
    }
  }
  const note = (alert: ActiveAlert) => {
    const lastMs = performance.now()
    const known = fired.get(keyOf(alert))
    if (known) known.lastMs = lastMs
    else fired.set(keyOf(alert), { alert, firstMs: lastMs, lastMs })
  }
  const looking = look()
  return {
    firing: () => now,
    fired: () => fired,
    forget() {
      for (const key of fired.keys()) if (!now.has(key)) fired.delete(key)
    },
    async waitUntil(holds, limitMs) {
      const began = performance.now()
      while (performance.now() - began < limitMs && !stop.aborted) {
        if (holds(now)) return (performance.now() - began) / 1_000
        await sleep(250)
      }
      return undefined
    },
    async stop() {
      over.abort()
      await looking
    },
  }
}
