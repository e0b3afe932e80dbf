import { AsyncLocalStorage } from 'node:async_hooks'
import { readTraceparent, type TraceIds, writeTraceparent } from './traceparent.ts'

/** Ids, names and numbers; never what somebody typed, got, or proved to be with. Undefined ones are left out. */
export type SpanFacts = Readonly<Record<string, string | number | boolean | string[] | undefined>>

export interface SpanOptions {
  /** Which side of a call or queue this is; default neither. */
  readonly kind?: 'server' | 'client' | 'producer' | 'consumer'
  /**
   * Whose part it is: `new` begins a trace; a `traceparent` goes on with one that came from elsewhere. Default: the span
   * in which the code runs. Where there is none of these nothing is recorded: what no request asked for (renewals, polls)
   * makes no traces.
   */
  readonly parent?: string | null
  /** Traceparents of what has to do with it and is not its parent; those that are none are left out. */
  readonly links?: readonly (string | undefined)[]
  readonly facts?: SpanFacts
  /** What is thrown is a failure of this span, and not only an answer that somebody did not want; default: always. */
  readonly isFailure?: (error: unknown) => boolean
}

/**
 * One thing that was done, as traces show it. When nothing is recorded its methods do nothing: without an SDK, outside of
 * traces, and in traces that were not sampled, which are as if they did not exist.
 */
export interface Span {
  /** To hand on to whoever goes on with it; undefined when nothing is recorded. */
  readonly traceparent: string | undefined
  readonly ids: TraceIds | undefined
  name(name: string): void
  set(facts: SpanFacts): void
  event(name: string, facts?: SpanFacts): void
  /** It failed: only the error's code or name is kept, for its message may quote anything. A string is a code. */
  fail(error: unknown): void
  /** What went wrong, without a judgement: as `fail`, but the span does not count as failed. */
  note(error: unknown): void
  /** Only the first end counts. */
  end(): void
}

/** What an SDK must be able to do. */
export interface Recorder {
  /** @param from `undefined`: begin a trace. @returns `undefined` when it is not sampled. */
  begin(name: string, from: TraceIds | undefined, options: SpanOptions): RecordedSpan | undefined
}
export type RecordedSpan = Omit<Span, 'traceparent' | 'ids'> & { readonly ids: TraceIds }

const nothing = () => {}
const noSpan: Span = {
  traceparent: undefined,
  ids: undefined,
  name: nothing,
  set: nothing,
  event: nothing,
  fail: nothing,
  note: nothing,
  end: nothing,
}

let recorder: Recorder | undefined
const active = new AsyncLocalStorage<Span | undefined>()

/** Spans go to this from now on; undefined: to nobody. Called by the set-up and by tests. */
export const recordTo = (to: Recorder | undefined): void => void (recorder = to)

/** A span that its owner must end. Prefer `inSpan`. */
export function startSpan(name: string, options: SpanOptions = {}): Span {
  if (!recorder) return noSpan
  const { parent } = options
  const from = parent === 'new' ? undefined : parent ? readTraceparent(parent) : active.getStore()?.ids
  if (!from && parent !== 'new') return noSpan
  const recorded = recorder.begin(name, from, options)
  return recorded ? Object.assign(recorded, { traceparent: writeTraceparent(recorded.ids) }) : noSpan
}

/** Runs `work` as a span: what it does is part of it, its end ends it, what it throws is its failure. */
export async function inSpan<T>(name: string, options: SpanOptions, work: (span: Span) => Promise<T>): Promise<T> {
  const span = startSpan(name, options)
  if (span === noSpan) return work(span)
  try {
    return await active.run(span, work, span)
  } catch (error) {
    if (options.isFailure?.(error) ?? true) span.fail(error)
    else span.note(error)
    throw error
  } finally {
    span.end()
  }
}

/** Runs `work` so that what it does is part of the span, without ending it. */
export const within = <T>(span: Span, work: () => T): T => (span === noSpan ? work() : active.run(span, work))

/** For what outlives its request (timers, listeners): what it does later is part of no span. */
export const outsideSpans = <T>(work: () => T): T =>
  active.getStore() === undefined ? work() : active.run(undefined, work)

/** The one in which the code runs. */
export const currentSpan = (): Span => active.getStore() ?? noSpan

/**
 * Options of a span that belongs to that trace, wherever the code runs: part of the present span when that is of the same
 * trace, else of the traceparent, with a link to the present span.
 */
export function partOf(traceparent: string | null | undefined): Pick<SpanOptions, 'parent' | 'links'> {
  const here = currentSpan()
  if (!traceparent || readTraceparent(traceparent)?.traceId === here.ids?.traceId) return {}
  return { parent: traceparent, links: [here.traceparent] }
}

/** The names that OpenTelemetry has for them in logs; a new object each time, for the logger writes into it. */
export function traceFields(): { trace_id?: string; span_id?: string } {
  const { ids } = currentSpan()
  return ids ? { trace_id: ids.traceId, span_id: ids.spanId } : {}
}
