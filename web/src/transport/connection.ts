/**
 * The life of one event stream as a pure machine: time and chance are passed in, so that every path can be tested.
 * The driver (`follow.ts`) opens a connection whenever `dial` changes and ticks at `wakeAt`.
 */
export interface Connection {
  readonly phase: 'stopped' | 'connecting' | 'live' | 'waiting'
  /** Counts the connections opened; a new number means "drop the old one and open". */
  readonly dial: number
  /** Failures in a row; 30 healthy seconds forgive them. */
  readonly failures: number
  /** When the present phase must end by itself (ms): reconnect when waiting, give up when nothing was heard. */
  readonly wakeAt: number
  readonly openedAt: number
  /** The server asked not to come back before this time. */
  readonly notBefore: number
  /** The server goes away: a new connection is due at this time. Infinity = no. */
  readonly drainAt: number
  readonly online: boolean
}

export type Input =
  | { type: 'start' | 'stop' | 'opened' | 'bytes' | 'online' | 'offline' | 'visible' | 'redial' | 'tick' }
  | { type: 'lost'; retryAfterMs?: number | undefined }
  | { type: 'drain'; inMs: number }

export interface Env {
  now: number
  /** Uniform in [0, 1). */
  random: () => number
}

export const timing = {
  silenceMs: 35_000,
  healthyMs: 30_000,
  firstDelayMs: 500,
  maxDelayMs: 15_000,
  wakeSpreadMs: 2_000,
}

export const idle: Connection = {
  phase: 'stopped',
  dial: 0,
  failures: 0,
  wakeAt: Infinity,
  openedAt: 0,
  notBefore: 0,
  drainAt: Infinity,
  online: true,
}

export function step(c: Connection, input: Input, env: Env): Connection {
  if (c.phase === 'stopped' && input.type !== 'start')
    return input.type === 'online' || input.type === 'offline' ? { ...c, online: input.type === 'online' } : c
  switch (input.type) {
    case 'start':
      return c.phase === 'stopped' ? connect(c, env) : c
    case 'stop':
      return { ...idle, dial: c.dial, online: c.online }
    case 'opened':
      return c.phase === 'connecting' ? heard({ ...c, phase: 'live', openedAt: env.now, notBefore: 0 }, env) : c
    case 'bytes':
      return c.phase === 'live' ? heard(forgiven(c, env), env) : c
    case 'drain':
      return c.phase === 'live' ? { ...c, drainAt: env.now + input.inMs } : c
    case 'lost':
      return c.phase === 'waiting' ? c : wait(forgiven(c, env), env, input.retryAfterMs)
    case 'redial':
      return connect(c, env)
    case 'offline':
      return { ...c, online: false }
    case 'online':
      return sooner({ ...c, online: true }, env)
    case 'visible':
      return sooner(c, env)
    case 'tick':
      return tick(c, env)
  }
}

function tick(c: Connection, env: Env): Connection {
  if (c.phase === 'waiting') return env.now >= c.wakeAt ? connect(c, env) : c
  if (env.now >= c.drainAt) return connect(c, env)
  return env.now >= c.wakeAt ? wait(forgiven(c, env), env) : c
}

/** The next time at which a tick can matter. */
export const nextTick = (c: Connection): number => Math.min(c.wakeAt, c.drainAt)

const connect = (c: Connection, { now }: Env): Connection => ({
  ...c,
  phase: 'connecting',
  dial: c.dial + 1,
  wakeAt: now + timing.silenceMs,
  drainAt: Infinity,
})

const heard = (c: Connection, { now }: Env): Connection => ({ ...c, wakeAt: now + timing.silenceMs })

const forgiven = (c: Connection, { now }: Env): Connection =>
  c.phase === 'live' && c.failures > 0 && now - c.openedAt >= timing.healthyMs ? { ...c, failures: 0 } : c

function wait(c: Connection, { now, random }: Env, retryAfterMs = 0): Connection {
  const spread = random() * Math.min(timing.maxDelayMs, timing.firstDelayMs * 2 ** c.failures)
  // a server that drains has said when: that is no failure and needs no spread of our own
  if (c.drainAt < Infinity) return { ...c, phase: 'waiting', wakeAt: Math.max(c.drainAt, now), drainAt: Infinity }
  const notBefore = now + retryAfterMs
  return { ...c, phase: 'waiting', failures: Math.min(c.failures + 1, 30), notBefore, wakeAt: notBefore + spread }
}

/** Someone is looking, or the network is back: do not sit out the rest of a long delay. */
const sooner = (c: Connection, { now, random }: Env): Connection =>
  c.phase === 'waiting'
    ? { ...c, wakeAt: Math.min(c.wakeAt, Math.max(now + random() * timing.wakeSpreadMs, c.notBefore)) }
    : c
