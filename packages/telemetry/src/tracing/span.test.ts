import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import {
  type SpanOptions,
  currentSpan,
  inSpan,
  outsideSpans,
  partOf,
  recordTo,
  startSpan,
  traceFields,
  within,
} from './span.ts'
import type { TraceIds } from './traceparent.ts'

interface Begun {
  name: string
  from: TraceIds | undefined
  options: SpanOptions
  did: string[]
}

/** Records what it is told; samples what its name does not call unwanted. */
function recording() {
  const begun: Begun[] = []
  recordTo({
    begin(name, from, options) {
      if (name === 'unwanted') return undefined
      const did: string[] = []
      const id = begun.push({ name, from, options, did })
      return {
        ids: {
          traceId: from?.traceId ?? String(id).padStart(32, 'a'),
          spanId: String(id).padStart(16, 'b'),
          isSampled: true,
        },
        name: (to) => void did.push(`name ${to}`),
        set: (facts) => void did.push(`set ${Object.keys(facts).join()}`),
        event: (event) => void did.push(`event ${event}`),
        fail: (error) => void did.push(`fail ${String(error)}`),
        note: (error) => void did.push(`note ${String(error)}`),
        end: () => void did.push('end'),
      }
    },
  })
  return begun
}

afterEach(() => recordTo(undefined))

test('what runs in a span is its part, also later; what was put outside is not', async () => {
  const begun = recording()
  let outside: Promise<void> | undefined
  await inSpan('request', { parent: 'new' }, async () => {
    await sleep(1)
    await inSpan('query', {}, async () => {})
    outside = outsideSpans(() => sleep(1).then(() => inSpan('poll', {}, async () => {})))
  })
  await outside
  expect(begun.map(({ name, from }) => [name, from?.spanId])).toEqual([
    ['request', undefined],
    ['query', 'bbbbbbbbbbbbbbb1'],
  ])
  expect(begun.map(({ did }) => did)).toEqual([['end'], ['end']])
})

test('without a parent nothing is recorded; nor is anything under what was not sampled', async () => {
  const begun = recording()
  await inSpan('poll', {}, async (span) => expect(span.traceparent).toBeUndefined())
  await inSpan('unwanted', { parent: 'new' }, async () => {
    expect(currentSpan().traceparent).toBeUndefined()
    await inSpan('query', {}, async () => {})
    expect(traceFields()).toEqual({})
  })
  startSpan('job', { parent: 'nonsense' }).end()
  expect(begun).toEqual([])
})

test('a job goes on with the trace that its order carries', () => {
  const begun = recording()
  const request = startSpan('request', { parent: 'new' })
  const job = startSpan('job', { parent: request.traceparent! })
  expect(begun[1]?.from).toEqual(request.ids)
  expect(job.traceparent).toBe(`00-${request.ids?.traceId}-bbbbbbbbbbbbbbb2-01`)
  // inside the trace it hangs where the code is, elsewhere it is linked to that
  expect(within(job, () => partOf(request.traceparent))).toEqual({})
  const other = startSpan('cancel', { parent: 'new' })
  expect(within(other, () => partOf(request.traceparent))).toEqual({
    parent: request.traceparent,
    links: [other.traceparent],
  })
})

test('what is thrown is a failure, unless it is an answer; it is thrown on', async () => {
  const begun = recording()
  const work = () => Promise.reject(new Error('x'))
  await expect(inSpan('a', { parent: 'new' }, work)).rejects.toThrow('x')
  await expect(inSpan('b', { parent: 'new', isFailure: () => false }, work)).rejects.toThrow('x')
  expect(begun.map(({ did }) => did)).toEqual([
    ['fail Error: x', 'end'],
    ['note Error: x', 'end'],
  ])
})

test('log lines carry the ids of the span in which they are written', async () => {
  recording()
  expect(traceFields()).toEqual({})
  await inSpan('request', { parent: 'new' }, async ({ ids }) => {
    expect(traceFields()).toEqual({ trace_id: ids?.traceId, span_id: ids?.spanId })
  })
})

test('off, work simply runs', async () => {
  expect(await inSpan('request', { parent: 'new' }, async (span) => span.traceparent)).toBeUndefined()
  expect(currentSpan().ids).toBeUndefined()
})
