import type { Position, StreamEvent } from '@continuo/contract'
import type { ChatApiClient } from '@continuo/rpc'
import { failpoint } from '@continuo/runtime'
import type {
  EpochWriter,
  OpeningEvent,
  StreamRef,
  StreamWriter,
  WritableEvent,
  WriteResult,
} from '@continuo/stream-log/writer'
import type { Logger } from '@continuo/telemetry'
import { inSpan } from '@continuo/telemetry/tracing'
import type { Events } from '../events.ts'
import { persist } from './persist.ts'

export interface AnswerLogDeps {
  readonly writer: Pick<StreamWriter, 'open'>
  readonly api: Pick<ChatApiClient['generations'], 'renewEpoch'>
  readonly events: Events
  readonly logger: Logger
}

export interface AnswerLogInput {
  readonly ref: StreamRef
  /** From Claim. */
  readonly epoch: number
  readonly opening: OpeningEvent
  /** Ends every waiting for an absent Redis or chat-api. */
  readonly signal: AbortSignal
  /** When to give up asking for a new epoch, on the clock of `performance.now()`. */
  readonly untilMs: number
}

/** The log of one attempt, over as many epochs as Redis makes necessary. Calls run one after the other. */
export interface AnswerLog {
  readonly epoch: number
  /** The last acknowledged position, and the text up to it. */
  readonly at: Position
  readonly text: string
  readonly thinking: string
  readonly opened: boolean
  readonly renewing: boolean
  /** Acknowledged so far, over all epochs, openings left out. */
  readonly counts: { readonly appends: number; readonly entries: number; readonly textBytes: number }
  /** `lost` never comes out: the log is then written anew, in a new epoch, from what this process holds. */
  append(events: readonly WritableEvent[]): Promise<WriteResult>
  /** Takes a new epoch with this opening; what was written before is dropped. */
  restart(opening: OpeningEvent): Promise<WriteResult>
  /** Redis has lost this epoch's log; does nothing when it is not the present one any more. */
  recover(lostEpoch: number): Promise<WriteResult>
}

export function openAnswerLog(deps: AnswerLogDeps, input: AnswerLogInput): AnswerLog {
  const { writer, api, events, logger } = deps
  const { ref, signal, untilMs } = input
  let epoch = input.epoch
  let at: Position = { epoch, seq: 0 }
  let stream: EpochWriter | undefined
  let renewing = false
  const sum = { appends: 0, entries: 0, textBytes: 0 }
  let written = fold({ text: '', thinking: '' }, [input.opening])

  /** Opens the present epoch, or as many newer ones as it takes. */
  async function open(opening: OpeningEvent): Promise<WriteResult> {
    for (;;) {
      const opened = await writer.open({ ref, epoch, opening, signal })
      if (opened.kind === 'ok') {
        stream = opened.stream
        at = stream.at
        return { kind: 'ok', at }
      }
      if (opened.kind !== 'lost') return opened
      const renewed = await renew()
      if (renewed.kind !== 'ok') return renewed
    }
  }

  async function renew(): Promise<WriteResult> {
    stream = undefined
    renewing = true
    try {
      const before = epoch
      const asked = await persist(() => api.renewEpoch({ message_id: ref.messageId, epoch }), { untilMs, signal })
      if (asked.kind !== 'ok') return { kind: 'stale', at }
      epoch = asked.value.epoch
      events.epochRenewed()
      logger.debug({ epoch, lost_epoch: before }, 'epoch taken over')
      return { kind: 'ok', at }
    } finally {
      renewing = false
    }
  }

  async function reopen(opening: OpeningEvent): Promise<WriteResult> {
    const renewed = await renew()
    return renewed.kind === 'ok' ? open(opening) : renewed
  }

  const snapshot = (): OpeningEvent => ({
    type: 'snapshot',
    text: written.text,
    ...(written.thinking ? { thinking: written.thinking } : {}),
    status: 'generating',
  })

  async function write(batch: readonly WritableEvent[]): Promise<WriteResult> {
    if (!stream) return { kind: 'stale', at }
    const to = stream
    const append = () => to.append(batch)
    const isFirst = sum.appends === 0 && batch.length > 0
    const began = performance.now()
    const result = isFirst ? await inSpan('first append', {}, append) : await append()
    if (result.kind === 'stale' || result.kind === 'closed') return result
    written = fold(written, batch)
    if (result.kind === 'lost') {
      logger.warn({ epoch, seq: at.seq }, 'redis lost the log')
      return reopen(snapshot())
    }
    failpoint('after_append_before_publish_ack')
    at = result.at
    if (batch.length > 0) count(batch, performance.now() - began)
    return result
  }

  function count(batch: readonly WritableEvent[], ms: number) {
    const bytes = textBytes(batch)
    events.appended(batch.length, bytes, ms)
    sum.appends += 1
    sum.entries += batch.length
    sum.textBytes += bytes
  }

  let last: Promise<WriteResult> = open(input.opening)
  /** One at a time; after a refusal everything is refused alike. */
  const enqueue = (step: () => Promise<WriteResult>): Promise<WriteResult> => {
    last = last.then((before) => (before.kind === 'ok' ? step() : before))
    last.catch(() => {})
    return last
  }
  last.catch(() => {})

  return {
    get epoch() {
      return epoch
    },
    get at() {
      return at
    },
    get text() {
      return written.text
    },
    get thinking() {
      return written.thinking
    },
    get opened() {
      return stream !== undefined
    },
    counts: sum,
    get renewing() {
      return renewing
    },
    append: (batch) => enqueue(() => write(batch)),
    restart: (opening) =>
      enqueue(() => {
        written = fold({ text: '', thinking: '' }, [opening])
        return reopen(opening)
      }),
    recover: (lostEpoch) =>
      enqueue(async () => {
        if (lostEpoch !== epoch || !stream) return { kind: 'ok', at }
        logger.warn({ epoch, seq: at.seq }, 'redis lost the log')
        return reopen(snapshot())
      }),
  }
}

interface Written {
  readonly text: string
  readonly thinking: string
}

function fold(before: Written, batch: readonly StreamEvent[]): Written {
  let { text, thinking } = before
  for (const event of batch) {
    if (event.type === 'delta') text += event.text
    else if (event.type === 'thinking') thinking += event.text
    else if (event.type === 'snapshot') ({ text, thinking = '' } = event)
    else if (event.type === 'reset') text = thinking = ''
  }
  return { text, thinking }
}

const textBytes = (batch: readonly WritableEvent[]): number =>
  batch.reduce((sum, event) => sum + ('text' in event ? Buffer.byteLength(event.text) : 0), 0)
