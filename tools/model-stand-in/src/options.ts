import type { Tempo } from './play/tempo.ts'

export interface StandInOptions extends Partial<Tempo> {
  /** 0 (the default) = any free port. */
  readonly port?: number
  /** Default 127.0.0.1. */
  readonly host?: string
  /** Silence after which a healthy stream says ping. Milliseconds, default 10 000. */
  readonly pingMs?: number
  /** Requests kept in the transcript, default 1 000; the oldest are dropped first. */
  readonly keep?: number
}

/** A pleasant reading speed, one token at a time. */
export const defaultOptions = {
  port: 0,
  host: '127.0.0.1',
  tps: 60,
  ttftMs: 250,
  burst: 1,
  deltaTokens: 1,
  pingMs: 10_000,
  keep: 1_000,
} as const satisfies Required<StandInOptions>
