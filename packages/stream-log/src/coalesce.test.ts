import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { address, foldAll, text, writable } from '../test/arbitraries.ts'
import { createCoalescer, splitEvent } from './coalesce.ts'
import { encodeEntry } from './entry.ts'
import type { Refusal, WritableEvent, WriteResult } from './types.ts'

const ok: WriteResult = { kind: 'ok', at: { epoch: 1, seq: 1 } }

/** A log that acknowledges when told, and timers that run when told. */
function bench(options: { minIntervalMs?: number; maxEntryBytes?: number } = {}) {
  let nowMs = 0
  const due: { at: number; fn: () => void }[] = []
  const appends: { at: number; events: readonly WritableEvent[]; reply: PromiseWithResolvers<WriteResult> }[] = []
  const refused: Refusal[] = []
  let inFlight = 0
  const coalescer = createCoalescer({
    ...options,
    timers: { now: () => nowMs, after: (ms, fn) => void due.push({ at: nowMs + ms, fn }) },
    onRefused: (refusal) => refused.push(refusal),
    append(events) {
      expect(++inFlight, 'one append in flight').toBe(1)
      const reply = Promise.withResolvers<WriteResult>()
      appends.push({ at: nowMs, events, reply })
      return reply.promise.finally(() => inFlight--)
    },
  })
  const turn = async (ms = 0) => {
    nowMs += ms
    for (const timer of due.splice(0))
      if (timer.at <= nowMs) timer.fn()
      else due.push(timer)
    for (let i = 0; i < 8; i++) await Promise.resolve()
  }
  const acknowledge = async (result: WriteResult = ok) => {
    appends.at(-1)?.reply.resolve(result)
    for (let i = 0; i < 8; i++) await Promise.resolve()
  }
  return { coalescer, appends, refused, turn, acknowledge }
}

const isEmptyText = (event: WritableEvent) => (event.type === 'delta' || event.type === 'thinking') && event.text === ''
const say = (value: string): WritableEvent => ({ type: 'delta', text: value })

describe('the coalescer', () => {
  test('an idle stream flushes at once; what comes during an append leaves merged with its acknowledgement', async () => {
    const { coalescer, appends, turn, acknowledge } = bench()
    coalescer.push(say('a'))
    await turn()
    expect(appends.map(({ events }) => events)).toEqual([[say('a')]])
    coalescer.push(say('b'))
    coalescer.push(say('c'))
    await turn()
    expect(appends).toHaveLength(1)
    await acknowledge()
    await turn()
    expect(appends[1]?.events).toEqual([say('bc')])
  })

  test('with a minimum interval appends start no closer than that', async () => {
    const { coalescer, appends, turn, acknowledge } = bench({ minIntervalMs: 16 })
    for (let i = 0; i < 40; i++) {
      coalescer.push(say('x'))
      await turn(5)
      await acknowledge()
    }
    expect(appends.length).toBeGreaterThan(5)
    for (let i = 1; i < appends.length; i++) expect(appends[i]!.at - appends[i - 1]!.at).toBeGreaterThanOrEqual(16)
  })

  test('text and order come through whole, whatever the pace of pushes, turns and acknowledgements', async () => {
    const action = fc.oneof(
      { weight: 4, arbitrary: writable.map((event) => ({ event })) },
      { weight: 2, arbitrary: fc.constant({ event: undefined, acknowledge: true }) },
      { weight: 2, arbitrary: fc.nat(20).map((ms) => ({ event: undefined, ms })) },
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(action, { maxLength: 60, size: 'max' }),
        fc.constantFrom(0, 10),
        async (actions, minIntervalMs) => {
          const maxEntryBytes = 64
          const { coalescer, appends, turn, acknowledge } = bench({ minIntervalMs, maxEntryBytes })
          const pushed: WritableEvent[] = [{ type: 'snapshot', text: '', status: 'generating' }]
          for (const act of actions) {
            if (act.event) coalescer.push(pushed[pushed.push(act.event) - 1]!)
            else if ('acknowledge' in act) await acknowledge()
            else await turn(act.ms)
          }
          const settled = coalescer.settle()
          for (let i = 0; i < 60; i++) {
            await turn(20)
            await acknowledge()
          }
          await settled
          const written = [pushed[0]!, ...appends.flatMap(({ events }) => events)]
          // Empty text says nothing, not even that the waiting is over: it is dropped.
          const said = pushed.filter((event) => !isEmptyText(event))
          const folded = (list: WritableEvent[]) => ({
            ...foldAll(list.map((event, i) => address(event, 1, i + 1))),
            at: 0,
          })
          expect(folded(written)).toEqual(folded(said))
          for (const event of written)
            if (event.type === 'delta' || event.type === 'thinking')
              expect(Buffer.byteLength(encodeEntry(event))).toBeLessThanOrEqual(maxEntryBytes + 1)
        },
      ),
    )
  })

  test('text is split at the byte limit, never inside a code point', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 60 }), fc.integer({ min: 64, max: 300 }), (parts, maxBytes) => {
        const whole = parts.join('')
        const pieces = splitEvent(say(whole), maxBytes).map((event) => ('text' in event ? event.text : ''))
        expect(pieces.join('')).toBe(whole)
        for (const [index, piece] of pieces.entries()) {
          expect(Buffer.byteLength(encodeEntry(say(piece))) - 1).toBeLessThanOrEqual(maxBytes)
          const cutPair = /[\ud800-\udbff]$/.test(piece) && /^[\udc00-\udfff]/.test(pieces[index + 1] ?? '')
          expect(cutPair).toBe(false)
        }
      }),
    )
  })

  test('a megabyte that comes at once becomes entries of at most 16 KiB', async () => {
    const { coalescer, appends, turn } = bench()
    coalescer.push(say('é'.repeat(500_000)))
    await turn()
    expect(appends[0]!.events.length).toBeGreaterThan(60)
    for (const event of appends[0]!.events) expect(Buffer.byteLength(encodeEntry(event))).toBeLessThanOrEqual(16_385)
  })

  test('a refusal is told once, drops what waits, and settles', async () => {
    const { coalescer, appends, refused, turn, acknowledge } = bench()
    const stale: Refusal = { kind: 'stale', at: { epoch: 2, seq: 1 } }
    coalescer.push(say('a'))
    await turn()
    coalescer.push(say('b'))
    const settled = coalescer.settle()
    await acknowledge(stale)
    coalescer.push(say('c'))
    await turn(100)
    expect(await settled).toEqual(stale)
    expect(await coalescer.settle()).toEqual(stale)
    expect(refused).toEqual([stale])
    expect(appends).toHaveLength(1)
    expect(coalescer.pendingLength).toBe(0)
  })

  test('settle rejects with what append rejected with', async () => {
    const { coalescer, appends, turn } = bench()
    coalescer.push(say('a'))
    await turn()
    const settled = coalescer.settle()
    appends[0]!.reply.reject(new Error('aborted'))
    await expect(settled).rejects.toThrow('aborted')
  })

  test('settle of an idle coalescer resolves at once', async () => {
    expect(await bench().coalescer.settle()).toBeUndefined()
  })
})
