import type { Position } from '@continuo/contract'
import type { StoreReply } from './store.ts'

/**
 * The rules of append, open, end and heartbeat as pure functions: what the scripts in redis/lua do, told once more in a
 * language that the memory twin can run. The conformance list holds the two against each other with random histories.
 */
export interface LogState {
  readonly at: Position
  readonly firstSeq: number
  readonly status: string
  readonly entries: readonly string[]
}

export interface Change {
  readonly reply: StoreReply
  /** undefined: nothing changed. */
  readonly next?: LogState
  /** What is published, in order. */
  readonly published?: readonly { readonly at: Position; readonly entry: string }[]
}

const refused = (code: StoreReply['code'], at: Position): Change => ({ reply: { code, at } })
const nowhere: Position = { epoch: 0, seq: 0 }

/** A refusal that holds for any writer: an older epoch, or an answer that has ended. */
function fence(state: LogState | undefined, epoch: number): Change | undefined {
  if (!state) return undefined
  if (epoch < state.at.epoch) return refused('stale', state.at)
  if (state.status !== 'generating') return refused('closed', state.at)
  return undefined
}

export function append(
  state: LogState | undefined,
  input: { epoch: number; seq: number; entries: readonly string[] },
): Change {
  const no = fence(state, input.epoch)
  if (no) return no
  if (!state || state.at.epoch !== input.epoch || input.seq > state.at.seq + 1)
    return refused('gap', state?.at ?? nowhere)
  const known = state.at.seq + 1 - input.seq
  if (known >= input.entries.length) return refused('dup', state.at)
  return written({ ...state }, input.entries.slice(known))
}

export function open(state: LogState | undefined, input: { epoch: number; entry: string }): Change {
  const no = fence(state, input.epoch)
  if (no) return no
  if (state && state.at.epoch === input.epoch) return refused('dup', state.at)
  return written(emptied(input.epoch, 1), [input.entry])
}

export function end(
  state: LogState | undefined,
  input: { epoch: number; seq: number; entries: readonly string[]; status: string },
): Change {
  const no = fence(state, input.epoch)
  if (no) return no.reply.code === 'closed' && state?.at.epoch === input.epoch ? refused('dup', state.at) : no
  if (!state || state.at.epoch !== input.epoch || input.seq > state.at.seq + 1)
    return written({ ...emptied(input.epoch, input.seq), status: input.status }, input.entries)
  // The log has run ahead of what authority knew of it: the end still ends it.
  const entries = input.seq <= state.at.seq ? input.entries.slice(-1) : input.entries
  return written({ ...state, status: input.status }, entries)
}

export function heartbeat(state: LogState | undefined, epoch: number): Change {
  const no = fence(state, epoch)
  if (no) return no
  return state && state.at.epoch === epoch
    ? { reply: { code: 'ok', at: state.at } }
    : refused('gap', state?.at ?? nowhere)
}

const emptied = (epoch: number, firstSeq: number): LogState => ({
  at: { epoch, seq: firstSeq - 1 },
  firstSeq,
  status: 'generating',
  entries: [],
})

function written(state: LogState, entries: readonly string[]): Change {
  const { epoch, seq } = state.at
  const at = { epoch, seq: seq + entries.length }
  return {
    reply: { code: 'ok', at },
    next: { ...state, at, entries: [...state.entries, ...entries] },
    published: entries.map((entry, index) => ({ at: { epoch, seq: seq + 1 + index }, entry })),
  }
}
