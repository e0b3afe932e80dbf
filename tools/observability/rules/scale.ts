/** The durations of the rules, divided by one number. 1 is what ships; more is for seeing alerts fire in minutes. */
export interface Scale {
  readonly by: number
  /** A range of a query; at least 5 s, which is five scrapes of a local Prometheus. */
  readonly window: (duration: string) => string
  /** How long an alert waits before it fires, and how often a group is evaluated; at least 1 s. */
  readonly wait: (duration: string) => string
  /** A threshold that is a time. @param atLeast Seconds below which a healthy product would cross it. */
  readonly seconds: (seconds: number, atLeast: number) => number
}

const units = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000, ms: 1 } as const

/** @param duration One number and one unit, as in `30m`. */
export function millisecondsOf(duration: string): number {
  const [, count, unit] = /^(\d+)(ms|[smhd])$/.exec(duration) ?? []
  if (!count || !unit) throw new Error(`not a duration of one unit: ${duration}`)
  return Number(count) * units[unit as keyof typeof units]
}

/** In the largest unit that needs no fraction. */
function format(ms: number): string {
  const whole = Math.round(ms)
  const [unit, size] = Object.entries(units).find(([, size]) => whole % size === 0) ?? ['ms', 1]
  return `${whole / size}${unit}`
}

export function createScale(by: number): Scale {
  if (!(by >= 1)) throw new Error(`the scale divides durations: a number from 1 up, not ${by}`)
  const divided = (duration: string, leastMs: number) => {
    const ms = millisecondsOf(duration)
    return by === 1 ? duration : format(Math.min(ms, Math.max(leastMs, Math.round(ms / by / 1_000) * 1_000)))
  }
  return {
    by,
    window: (duration) => divided(duration, 5_000),
    wait: (duration) => divided(duration, 1_000),
    seconds: (seconds, atLeast) => (by === 1 ? seconds : Math.max(atLeast, Math.round(seconds / by))),
  }
}
