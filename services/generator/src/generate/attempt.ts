import type { GenerateJob } from '@continuo/contract'
import type { Claimed } from '@continuo/rpc'
import { delay } from '@continuo/runtime'
import { type Coalescer, createCoalescer } from '@continuo/stream-log/coalesce'
import type { OpeningEvent, Refusal, StreamRef, WritableEvent } from '@continuo/stream-log/writer'
import type { Logger } from '@continuo/telemetry'
import { currentSpan, outsideSpans } from '@continuo/telemetry/tracing'
import { Aborted, type AbortKind } from '../claude/failure.ts'
import type { ModelEvent } from '../claude/to-events.ts'
import { type AnswerLog, openAnswerLog } from './answer-log.ts'
import { startCheckpoints } from './checkpoint.ts'
import type { GenerateDeps } from './deps.ts'
import type { Running } from './running.ts'
import { noLonger } from './within.ts'

/**
 * One claimed attempt: what has been said so far, the log it goes to, and the signal that ends the model call. While it
 * lives its lease is renewed, its log kept alive, its text kept in Postgres now and then, and stop requests are heard.
 */
export interface Attempt extends AsyncDisposable {
  readonly claimed: Claimed
  readonly ref: StreamRef
  readonly logger: Logger
  /** Fires with an `Aborted`: the model call must end. */
  readonly signal: AbortSignal
  /** Fires when nothing may be written any more: stopped, or a newer owner. */
  readonly fenced: AbortSignal
  /** Ends the attempt; only the first reason counts. @param by Who found out, for the log. */
  readonly abort: Running['abort']
  /** When the time for the whole answer is over, on the clock of `performance.now()`. */
  readonly deadlineAt: number
  readonly elapsedMs: () => number
  readonly epoch: number
  /** True while chat-api may be one epoch ahead of this. */
  readonly renewing: boolean
  /** Last acknowledged seq of the log. */
  readonly seq: number
  /** All of it, acknowledged or not. */
  readonly text: string
  readonly thinking: string
  /** Pieces that the model has sent. */
  readonly chunks: number
  readonly firstTextMs: number | undefined
  /** The first text of the answer, and not only of this attempt, counted from its acceptance. */
  readonly acceptedToFirstTextMs: number | undefined
  /** Begins the log; called once, before anything is said. */
  open(opening: OpeningEvent): void
  /** Drops what was said and begins again under a new epoch. */
  restart(opening: OpeningEvent): Promise<void>
  say(event: ModelEvent): void
  /** A word to the viewers about the attempt itself. */
  tell(event: WritableEvent): void
  /** Waits until the log has everything; false when it has not after `limitMs` (Redis is away, or refuses). */
  settle(limitMs: number): Promise<boolean>
  /** The end is on its way to chat-api: its reply, and not a lease or log that it has just ended, says who owns the message. */
  beginEnd(): void
}

const chunksPerLogLine = 100

/** Of all appends together: a span for each would cost more than the append. */
const writtenFacts = ({ appends, entries, textBytes }: AnswerLog['counts']) => ({
  'continuo.log.appends': appends,
  'continuo.log.entries': entries,
  'continuo.log.text_bytes': textBytes,
})

export function beginAttempt(deps: GenerateDeps, job: GenerateJob, claimed: Claimed): Attempt {
  const { config, events, running, stops } = deps
  const began = performance.now()
  const deadlineAt = began + Math.min(claimed.deadline_in_ms, config.watchdog.totalMs)
  const ref: StreamRef = { sessionId: claimed.session_id, messageId: claimed.message_id }
  const logger = deps.logger.child({
    request_id: job.request_id,
    session_id: ref.sessionId,
    message_id: ref.messageId,
    attempt: claimed.attempt,
  })
  const aborting = new AbortController()
  const closing = new AbortController()
  let log: AnswerLog | undefined
  let coalescer: Coalescer | undefined
  let said = { text: '', thinking: '' }
  let chunks = 0
  let firstTextAt: number | undefined
  let lastTextAt = 0
  let shownBefore = false
  let ending = false

  const epoch = () => log?.epoch ?? claimed.epoch
  function abort(kind: AbortKind, by: string): void {
    if (aborting.signal.aborted || (ending && kind === 'fenced' && by !== 'end')) return
    aborting.abort(new Aborted(kind))
    if (kind !== 'drain') closing.abort(new Aborted(kind))
    if (kind === 'fenced') {
      events.fenced(by)
      logger.info({ by, epoch: epoch() }, 'attempt fenced')
    }
    if (kind === 'stop') logger.info({ epoch: epoch() }, 'attempt stopped')
  }
  const refused = ({ kind }: Refusal) => abort('fenced', kind)
  /** `lost` was dealt with by the log; a failed append leaves it to the end of the attempt, which needs no Redis. */
  const guarded = (step: Promise<{ kind: string }>) =>
    step.then(
      (result) => void (result.kind === 'stale' || result.kind === 'closed' ? abort('fenced', result.kind) : undefined),
      (error: unknown) => void (closing.signal.aborted || logger.warn({ err: error }, 'log not written')),
    )

  const self: Running = {
    ref,
    get epoch() {
      return epoch()
    },
    get renewing() {
      return log?.renewing ?? false
    },
    get opened() {
      return log?.opened ?? false
    },
    abort,
    recover: (lostEpoch) => void (log && guarded(log.recover(lostEpoch))),
  }
  running.add(self)
  events.began()
  const span = currentSpan()
  span.set({ 'continuo.attempt': claimed.attempt, 'continuo.epoch': claimed.epoch })
  const listening = stops.listen(ref.sessionId, (stop) => {
    if (stop.message_id === ref.messageId && stop.epoch >= epoch()) abort('stop', 'user')
  })
  let checkpoints: Disposable | undefined

  return {
    claimed,
    ref,
    logger,
    signal: aborting.signal,
    fenced: closing.signal,
    abort,
    deadlineAt,
    elapsedMs: () => Math.round(performance.now() - began),
    get epoch() {
      return epoch()
    },
    get renewing() {
      return log?.renewing ?? false
    },
    get seq() {
      return log?.at.seq ?? 0
    },
    get text() {
      return said.text
    },
    get thinking() {
      return said.thinking
    },
    get chunks() {
      return chunks
    },
    get firstTextMs() {
      return firstTextAt === undefined ? undefined : Math.round(firstTextAt - began)
    },
    get acceptedToFirstTextMs() {
      const sinceClaimMs = firstTextAt === undefined || shownBefore ? undefined : firstTextAt - began
      return sinceClaimMs && Math.round(claimed.accepted_ms_ago + sinceClaimMs)
    },
    open(opening) {
      shownBefore = opening.type === 'snapshot' && opening.text !== ''
      said = { text: opening.type === 'snapshot' ? opening.text : '', thinking: '' }
      const opened = openAnswerLog(
        { writer: deps.writer, api: deps.api, events, logger },
        { ref, epoch: claimed.epoch, opening, signal: closing.signal, untilMs: deadlineAt },
      )
      log = opened
      coalescer = createCoalescer({
        append: (batch) => opened.append(batch),
        onRefused: refused,
        minIntervalMs: config.flushMinMs,
      })
      void guarded(opened.append([]))
      checkpoints = outsideSpans(() =>
        startCheckpoints({ api: deps.api, log: opened, ref, abort }, config.checkpointMs),
      )
    },
    async restart(opening) {
      said = { text: '', thinking: '' }
      await coalescer?.settle().catch(() => {})
      if (log) await guarded(log.restart(opening))
    },
    say(event) {
      chunks += 1
      if (event.type === 'thinking') said.thinking += event.text
      else {
        said.text += event.text
        const now = performance.now()
        if (firstTextAt === undefined) {
          events.firstText((firstTextAt = now) - began)
          currentSpan().event('first text')
        } else events.nextText(now - lastTextAt)
        lastTextAt = now
      }
      coalescer?.push(event)
      if (chunks % chunksPerLogLine === 0)
        logger.debug({ epoch: epoch(), seq: log?.at.seq, chunks, length: said.text.length }, 'chunk progress')
    },
    tell: (event) => coalescer?.push(event),
    async settle(limitMs) {
      if (!coalescer) return false
      const settled = coalescer.settle().then(
        (refusal) => refusal === undefined,
        () => false,
      )
      const over = new AbortController()
      const late = delay(limitMs, AbortSignal.any([over.signal, closing.signal])).then(() => false)
      const result = await Promise.race([settled, late])
      over.abort(noLonger)
      return result
    },
    beginEnd: () => void (ending = true),
    async [Symbol.asyncDispose]() {
      span.set({ 'continuo.chunks': chunks, ...(log && writtenFacts(log.counts)) })
      checkpoints?.[Symbol.dispose]()
      listening.close()
      running.delete(self)
      events.left()
      closing.abort(new Aborted('drain'))
    },
  }
}
