import { type AddressedEvent, applyEvent, newId, origin, type StreamEvent } from '@continuo/contract'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAdmin } from '../src/admin.ts'
import * as rule from '../src/append-rule.ts'
import { createControl, createStopListener } from '../src/control.ts'
import { createReader } from '../src/reader.ts'
import type { LogStore, Subscriber } from '../src/store.ts'
import type { EpochWriter, StreamRef } from '../src/types.ts'
import { createWriter } from '../src/writer.ts'
import { foldAll } from './arbitraries.ts'

export interface Opened {
  readonly store: LogStore
  readonly subscriber: Subscriber
  close(): Promise<void>
}

const reset = { type: 'reset', reason: 'started' } as const
const say = (text: string) => ({ type: 'delta', text }) as const
const cancelled = { type: 'cancelled', length: 2, sha256: 'x' } as const
const completed = {
  type: 'completed',
  length: 2,
  sha256: 'x',
  usage: { input_tokens: 1, output_tokens: 2 },
  latency_ms: 5,
  first_token_ms: null,
  stop_reason: 'end_turn',
  model: 'm',
} as const satisfies StreamEvent

/** The protocol as a list; the numbers are the invariants of PROTOCOL.md. Run for memory and for Redis. */
export function conformance(name: string, open: () => Promise<Opened>): void {
  describe(`${name} keeps the protocol`, () => {
    let opened: Opened
    beforeAll(async () => void (opened = await open()))
    afterAll(async () => await opened.close())

    const newRef = (): StreamRef => ({ sessionId: newId(), messageId: newId() })
    const writer = () => createWriter(opened.store)
    const reader = () => createReader(opened.store)
    const control = () => createControl(opened.store)

    async function openEpoch(ref: StreamRef, epoch: number, opening: Parameters<typeof openAny>[2] = reset) {
      return await openAny(ref, epoch, opening)
    }
    async function openAny(
      ref: StreamRef,
      epoch: number,
      opening: typeof reset | { type: 'snapshot'; text: string; status: 'generating' },
    ) {
      const result = await writer().open({ ref, epoch, opening })
      if (result.kind !== 'ok') throw new Error(result.kind)
      return result.stream
    }

    async function replayed(ref: StreamRef, after = origin): Promise<AddressedEvent[]> {
      const replay = await reader().replay(ref, after)
      if (replay.kind !== 'events') throw new Error(replay.kind)
      return replay.events.map((event) => event.event())
    }

    /** Everything published in a session from now on, and a way to wait for its next n-th payload. */
    async function listen(
      sessionId: string,
      subscribe: (message: (payload: Buffer) => void) => { readonly ready: Promise<void>; readonly close: () => void },
    ) {
      const got: string[] = []
      let wake = () => {}
      const subscription = subscribe((payload) => {
        got.push(payload.toString())
        wake()
      })
      await subscription.ready
      const until = async (count: number) => {
        while (got.length < count) await new Promise<void>((resolve) => (wake = resolve))
        return got
      }
      return { until, got, close: subscription.close }
    }
    const listenUpdates = (sessionId: string) =>
      listen(sessionId, (message) =>
        opened.subscriber.subscribe(`chat:updates:{${sessionId}}`, { message, renewed: () => {} }),
      )

    test('1 the log holds one epoch, from its opening at seq 1 on', async () => {
      const ref = newRef()
      const old = await openEpoch(ref, 1)
      await old.append([say('old')])
      await openEpoch(ref, 4, { type: 'snapshot', text: 'kept', status: 'generating' })
      expect(await replayed(ref)).toMatchObject([{ type: 'snapshot', text: 'kept', epoch: 4, seq: 1 }])
    })

    test('2 an append that would leave a gap is refused as lost', async () => {
      const ref = newRef()
      await openEpoch(ref, 1)
      const reply = await opened.store.append({ ref, epoch: 1, seq: 3, entries: ['+x'] })
      expect(reply).toEqual({ code: 'gap', at: { epoch: 1, seq: 1 } })
      expect(await replayed(ref)).toHaveLength(1)
    })

    test('2 a writer whose log has vanished is told so, by the append and by the heartbeat', async () => {
      const ref = newRef()
      const stream = await openEpoch(ref, 1)
      await createAdmin(opened.store).removeIf(ref, 1)
      expect(await writer().heartbeat([stream])).toMatchObject([{ kind: 'lost' }])
      expect(await stream.append([say('x')])).toMatchObject({ kind: 'lost', at: origin })
      expect(await reader().replay(ref, origin)).toEqual({ kind: 'missing' })
    })

    test('3 a writer of an older epoch is refused, and nothing of it is logged or published', async () => {
      const ref = newRef()
      const zombie = await openEpoch(ref, 1)
      const updates = await listenUpdates(ref.sessionId)
      const owner = await openEpoch(ref, 2)
      expect(await zombie.append([say('late')])).toEqual({ kind: 'stale', at: { epoch: 2, seq: 1 } })
      expect(await zombie.append([say('later')])).toMatchObject({ kind: 'stale' })
      expect(await writer().heartbeat([zombie, owner])).toMatchObject([{ kind: 'stale' }, { kind: 'ok' }])
      expect(await writer().open({ ref, epoch: 1, opening: reset })).toMatchObject({ kind: 'stale' })
      await owner.append([say('mine')])
      expect(await updates.until(2)).toEqual([
        `${ref.messageId}:2.1\nreset\n{"reason":"started"}`,
        `${ref.messageId}:2.2\n+mine`,
      ])
      updates.close()
    })

    test('3 an epoch belongs to one writer: a second one that opens it is turned away once it has been written to', async () => {
      const ref = newRef()
      const first = await openEpoch(ref, 1)
      const second = await openEpoch(ref, 1)
      expect(await first.append([say('a'), say('b')])).toMatchObject({ kind: 'ok' })
      expect(await second.append([say('x')])).toMatchObject({ kind: 'stale' })
      expect(await writer().open({ ref, epoch: 1, opening: reset })).toMatchObject({ kind: 'stale' })
      expect(await replayed(ref)).toMatchObject([{ type: 'snapshot', text: 'ab' }])
    })

    test('4 a repeated append is written and published once, also when only part of it is a repeat', async () => {
      const ref = newRef()
      const updates = await listenUpdates(ref.sessionId)
      await openEpoch(ref, 1)
      const twice = { ref, epoch: 1, seq: 2, entries: ['+a', '+b'] }
      expect((await opened.store.append(twice)).code).toBe('ok')
      expect(await opened.store.append(twice)).toEqual({ code: 'dup', at: { epoch: 1, seq: 3 } })
      expect((await opened.store.append({ ref, epoch: 1, seq: 3, entries: ['+b', '+c'] })).at).toEqual({
        epoch: 1,
        seq: 4,
      })
      expect(await replayed(ref)).toMatchObject([{ type: 'snapshot', text: 'abc', seq: 4 }])
      expect(await updates.until(4)).toHaveLength(4)
      updates.close()
    })

    test('4 opening the same epoch again before anything else is harmless', async () => {
      const ref = newRef()
      const entry = 'reset\n{"reason":"started"}'
      expect((await opened.store.open({ ref, epoch: 1, entry, length: 0 })).code).toBe('ok')
      expect((await opened.store.open({ ref, epoch: 1, entry, length: 0 })).code).toBe('dup')
      const stream = await openEpoch(ref, 1)
      expect(await stream.append([say('a')])).toEqual({ kind: 'ok', at: { epoch: 1, seq: 2 } })
    })

    test('5 after the end nothing is written, and the end may be announced again', async () => {
      const ref = newRef()
      const stream = await openEpoch(ref, 1)
      await stream.append([say('Hi')])
      const updates = await listenUpdates(ref.sessionId)
      const end = { ref, epoch: 1, seq: 3, events: [completed], length: 2 } as const
      expect(await control().announceEnd(end)).toEqual({ kind: 'ok', at: { epoch: 1, seq: 3 } })
      expect(await control().announceEnd(end)).toEqual({ kind: 'ok', at: { epoch: 1, seq: 3 } })
      expect(await stream.append([say('late')])).toMatchObject({ kind: 'closed' })
      expect(await writer().open({ ref, epoch: 9, opening: reset })).toMatchObject({ kind: 'closed' })
      expect(await writer().heartbeat([stream])).toMatchObject([{ kind: 'closed' }])
      const cancel = {
        ref,
        epoch: 2,
        seq: 1,
        events: [{ type: 'snapshot', text: 'H', status: 'cancelled' }, cancelled],
        length: 1,
      } as const
      expect(await control().announceEnd(cancel)).toMatchObject({ kind: 'closed' })
      expect(await updates.until(1)).toHaveLength(1)
      updates.close()
      expect(await reader().replay(ref, { epoch: 1, seq: 3 })).toMatchObject({
        kind: 'events',
        events: [],
        ended: true,
      })
      expect(await reader().heads([ref])).toMatchObject([{ status: 'completed', length: 2, at: { epoch: 1, seq: 3 } }])
    })

    test('5 a cancel takes the log over with a new epoch, and the writer learns it with its next append', async () => {
      const ref = newRef()
      const stream = await openEpoch(ref, 1)
      await stream.append([say('Hello')])
      const events = [{ type: 'snapshot', text: 'He', status: 'cancelled' }, cancelled] as const
      expect(await control().announceEnd({ ref, epoch: 2, seq: 1, events, length: 2 })).toMatchObject({ kind: 'ok' })
      expect((await stream.append([say('!')])).kind).toBe('stale')
      expect(await replayed(ref)).toMatchObject([
        { type: 'snapshot', text: 'He', epoch: 2, seq: 1 },
        { type: 'cancelled', epoch: 2, seq: 2 },
      ])
    })

    test('6 what is published is what is logged, in its order, each with its position', async () => {
      const ref = newRef()
      const updates = await listenUpdates(ref.sessionId)
      const stream = await openEpoch(ref, 1)
      await Promise.all([stream.append([say('a'), { type: 'thinking', text: 'b' }]), stream.append([say('c')])])
      await control().announceEnd({ ref, epoch: 1, seq: 5, events: [cancelled], length: 2 })
      const payloads = await updates.until(5)
      expect(payloads).toEqual([
        `${ref.messageId}:1.1\nreset\n{"reason":"started"}`,
        `${ref.messageId}:1.2\n+a`,
        `${ref.messageId}:1.3\n~b`,
        `${ref.messageId}:1.4\n+c`,
        `${ref.messageId}:1.5\ncancelled\n{"length":2,"sha256":"x"}`,
      ])
      const page = await opened.store.page(ref, 1, 10)
      expect(page?.entries.map(String)).toEqual(payloads.map((payload) => payload.slice(payload.indexOf('\n') + 1)))
      updates.close()
    })

    test('7 a replay leads from any position of the log to its head, and says when it cannot', async () => {
      const ref = newRef()
      expect(await reader().replay(ref, origin)).toEqual({ kind: 'missing' })
      const stream = await openEpoch(ref, 2)
      for (const piece of ['a', 'b', 'c']) await stream.append([say(piece)])
      expect(await replayed(ref, { epoch: 2, seq: 2 })).toMatchObject([
        { type: 'delta', text: 'bc', first_seq: 3, seq: 4 },
      ])
      expect(await replayed(ref, { epoch: 2, seq: 4 })).toEqual([])
      expect(await replayed(ref, { epoch: 2, seq: 0 })).toMatchObject([{ type: 'snapshot', text: 'abc', seq: 4 }])
      expect(await replayed(ref, { epoch: 1, seq: 70 })).toMatchObject([{ type: 'snapshot', text: 'abc', seq: 4 }])
      for (const after of [
        { epoch: 2, seq: 5 },
        { epoch: 3, seq: 1 },
      ])
        expect(await reader().replay(ref, after)).toEqual({ kind: 'behind', at: { epoch: 2, seq: 4 } })
    })

    test('7 a reader who stands behind the status that a log ends with is told it again, until something follows', async () => {
      const ref = newRef()
      const stream = await openEpoch(ref, 1)
      const wait = {
        type: 'status',
        status: 'generating',
        recovering: true,
        reason: 'rate_limited',
        wait_s: 40,
      } as const
      await stream.append([say('so far'), wait])
      const here = { epoch: 1, seq: 3 }
      const told = await replayed(ref, here)
      expect(told).toMatchObject([{ ...wait, ...here }])
      const before = { ...foldAll([]), at: here, status: 'generating' as const, text: 'so far' }
      expect(applyEvent(before, told[0]!)).toMatchObject({
        verdict: 'applied',
        state: { at: here, text: 'so far', recovering: true, wait: { reason: 'rate_limited', waitS: 40 } },
      })
      await stream.append([say('!')])
      expect(await replayed(ref, here)).toMatchObject([{ type: 'delta', text: '!' }])
      expect(await replayed(ref, { epoch: 1, seq: 4 })).toEqual([])
    })

    test('7 a log of several pages comes whole', async () => {
      const ref = newRef()
      const stream = await openEpoch(ref, 1)
      for (let i = 0; i < 9; i++) await stream.append(Array.from({ length: 500 }, (_, n) => say(`${i}.${n} `)))
      expect(foldAll(await replayed(ref)).text).toHaveLength(stream.length)
      expect(foldAll(await replayed(ref)).at).toEqual({ epoch: 1, seq: 4_501 })
    })

    test('7 the text at a cursor is exactly what its reader had, and unknown cursors are told apart', async () => {
      const ref = newRef()
      expect(await reader().readText(ref)).toEqual({ kind: 'missing' })
      const stream = await openEpoch(ref, 2)
      await stream.append([say('Hel'), say('lo'), { type: 'thinking', text: 'hm' }])
      expect(await reader().readText(ref, { epoch: 2, seq: 2 })).toMatchObject({ kind: 'text', state: { text: 'Hel' } })
      expect(await reader().readText(ref, origin)).toMatchObject({ kind: 'text', state: { text: '' } })
      expect(await reader().readText(ref)).toMatchObject({ kind: 'text', state: { text: 'Hello', thinking: 'hm' } })
      for (const upTo of [
        { epoch: 1, seq: 5 },
        { epoch: 2, seq: 9 },
        { epoch: 3, seq: 1 },
      ])
        expect(await reader().readText(ref, upTo)).toMatchObject({ kind: 'behind', latest: { text: 'Hello' } })
      expect(await writer().recoverText(ref)).toEqual({ at: { epoch: 2, seq: 4 }, text: 'Hello', thinking: 'hm' })
      expect(await writer().recoverText(newRef())).toBeUndefined()
    })

    test('8 an end is written where the log is missing, behind or ahead, and readers are told the truth', async () => {
      const missing = newRef()
      const end = { epoch: 3, seq: 8, events: [completed], length: 2 } as const
      expect(await control().announceEnd({ ref: missing, ...end })).toEqual({ kind: 'ok', at: { epoch: 3, seq: 8 } })
      expect(await control().announceEnd({ ref: missing, ...end })).toMatchObject({ kind: 'ok' })
      expect(await replayed(missing, { epoch: 3, seq: 7 })).toMatchObject([{ type: 'completed', seq: 8 }])
      for (const after of [origin, { epoch: 3, seq: 6 }, { epoch: 2, seq: 7 }])
        expect(await reader().replay(missing, after)).toMatchObject({ kind: 'behind' })
      expect(await reader().readText(missing)).toEqual({ kind: 'behind', latest: undefined })

      const behind = newRef()
      await (await openEpoch(behind, 3)).append([say('a')])
      expect(await control().announceEnd({ ref: behind, ...end })).toMatchObject({
        kind: 'ok',
        at: { epoch: 3, seq: 8 },
      })
      expect(await reader().replay(behind, { epoch: 3, seq: 2 })).toMatchObject({ kind: 'behind' })

      const ahead = newRef()
      await (await openEpoch(ahead, 3)).append(Array.from({ length: 9 }, () => say('a')))
      await control().announceEnd({ ref: ahead, ...end })
      expect(await replayed(ahead, { epoch: 3, seq: 10 })).toMatchObject([{ type: 'completed', seq: 11 }])
    })

    test('8 recovering is opened once, fences the old writer, and leaves the log to the next epoch', async () => {
      const ref = newRef()
      const dead = await openEpoch(ref, 1)
      await dead.append([say('so far')])
      const input = { ref, epoch: 2, text: 'so far', thinking: 'hm' }
      expect(await control().openRecovering(input)).toMatchObject({ kind: 'ok' })
      expect(await control().openRecovering(input)).toMatchObject({ kind: 'ok' })
      expect((await dead.append([say('!')])).kind).toBe('stale')
      expect(await replayed(ref)).toMatchObject([
        { type: 'snapshot', text: 'so far', thinking: 'hm', recovering: true },
      ])
      const next = await openEpoch(ref, 3, { type: 'snapshot', text: 'so far', status: 'generating' })
      await next.append([say(', so good')])
      expect(foldAll(await replayed(ref))).toMatchObject({ text: 'so far, so good', recovering: false })
    })

    test('9 the heartbeat tells when and how long', async () => {
      const ref = newRef()
      const stream = await openEpoch(ref, 1)
      await stream.append([say('12345')])
      const before = (await reader().heads([ref]))[0]?.heartbeatMs ?? 0
      await writer().heartbeat([{ ref, epoch: 1, length: stream.length }])
      const head = (await reader().heads([ref, newRef()]))[0]
      expect(head?.length).toBe(5)
      expect(head?.heartbeatMs).toBeGreaterThanOrEqual(before)
      expect((await reader().heads([newRef()]))[0]).toBeUndefined()
    })

    test('10 keys are deleted only at the epoch that was looked at', async () => {
      const ref = newRef()
      const admin = createAdmin(opened.store)
      await openEpoch(ref, 2)
      await control().setTask(ref, 'gen-1')
      expect(await admin.removeIf(ref, 1)).toBe(false)
      expect(await admin.removeIf(ref, 0)).toBe(false)
      expect(await control().readTask(ref)).toBe('gen-1')
      expect(await admin.removeIf(ref, 2)).toBe(true)
      expect(await control().readTask(ref)).toBeUndefined()
      expect(await reader().replay(ref, origin)).toEqual({ kind: 'missing' })
      expect(await admin.removeIf(ref, 0)).toBe(true)
    })

    test('10 a scan finds every message by any of its keys, bounded at each step', async () => {
      const refs = Array.from({ length: 40 }, newRef)
      for (const ref of refs) await openEpoch(ref, 1)
      const stray = newRef()
      await control().setTask(stray, 'gen-2')
      const found = new Map<string, number | undefined>()
      let cursor = '0'
      do {
        const page = await createAdmin(opened.store).scan(cursor, 10)
        for (const { ref, head } of page.found) found.set(ref.messageId, head?.at.epoch)
        cursor = page.cursor
      } while (cursor !== '0')
      for (const ref of refs) expect(found.get(ref.messageId)).toBe(1)
      expect(found.has(stray.messageId) && found.get(stray.messageId)).toBeUndefined()
    })

    test('stop requests reach the listeners of their session, and nonsense does not', async () => {
      const { sessionId, messageId } = newRef()
      const updates = await listen(sessionId, (message) =>
        createStopListener(opened.subscriber).listen(sessionId, (stop) => message(Buffer.from(JSON.stringify(stop)))),
      )
      for (const nonsense of ['', '{', '{}', '{"message_id":"x","epoch":1}'])
        await opened.store.publish(`chat:control:{${sessionId}}`, nonsense)
      await control().publishStop(sessionId, { message_id: messageId, epoch: 3 })
      expect(await updates.until(1)).toEqual([JSON.stringify({ message_id: messageId, epoch: 3 })])
      updates.close()
    })

    test('12 ids that are no lower-case UUIDs never reach the store', async () => {
      for (const id of ['*', 'a:b', '\r\n', newId().toUpperCase()]) {
        const ref = { sessionId: newId(), messageId: id }
        await expect(writer().open({ ref, epoch: 1, opening: reset })).rejects.toMatchObject({ code: 'bad_request' })
        await expect(reader().replay(ref, origin)).rejects.toMatchObject({ code: 'bad_request' })
        await expect(reader().heads([ref])).rejects.toMatchObject({ code: 'bad_request' })
      }
    })

    test('1–8 any history of calls has the outcome that the rules give it', async () => {
      const entries = fc.array(fc.constantFrom('+a', '+b', 'x\n{}'), { minLength: 1, maxLength: 3 })
      const place = { epoch: fc.integer({ min: 1, max: 3 }), seq: fc.integer({ min: 1, max: 6 }), entries }
      const call = fc.oneof(
        { weight: 5, arbitrary: fc.record({ kind: fc.constant('append' as const), ...place }) },
        { weight: 3, arbitrary: fc.record({ kind: fc.constant('open' as const), ...place }) },
        { weight: 1, arbitrary: fc.record({ kind: fc.constant('end' as const), ...place }) },
        { weight: 1, arbitrary: fc.record({ kind: fc.constant('heartbeat' as const), ...place }) },
      )
      await fc.assert(
        fc.asyncProperty(fc.array(call, { maxLength: 15, size: 'max' }), async (calls) => {
          const ref = newRef()
          let state: rule.LogState | undefined
          for (const { kind, epoch, seq, entries } of calls) {
            const status = 'cancelled'
            const entry = entries[0]!
            const { store } = opened
            if (kind === 'heartbeat') {
              expect(await store.heartbeat([{ ref, epoch }])).toEqual([rule.heartbeat(state, epoch).reply])
              continue
            }
            const input = { ref, epoch, seq, entries, entry, status, length: 0 }
            const expected = rule[kind](state, input)
            expect(await store[kind](input)).toEqual(expected.reply)
            state = expected.next ?? state
          }
          const page = await opened.store.page(ref, 1, 100)
          expect(page?.entries.map(String)).toEqual(state?.entries)
          expect(page?.head.at).toEqual(state?.at)
          expect(page?.head.firstSeq).toEqual(state?.firstSeq)
          expect(page?.head.status).toEqual(state?.status)
        }),
        { numRuns: 150 },
      )
    })

    test('3 of writers racing for a log, only the newest epoch is in it, without a gap', async () => {
      const ref = newRef()
      const race = async (epoch: number, delayed: Promise<unknown>) => {
        await delayed
        const result = await writer().open({ ref, epoch, opening: reset })
        if (result.kind !== 'ok') return
        const stream: EpochWriter = result.stream
        for (let i = 0; i < 60; i++) if ((await stream.append([say(`${epoch}`)])).kind !== 'ok') return
      }
      const first = race(1, Promise.resolve())
      await Promise.all([first, race(2, Promise.resolve()), race(3, Promise.resolve())])
      const state = foldAll(await replayed(ref))
      expect(state.at).toEqual({ epoch: 3, seq: 61 })
      expect(state.text).toBe('3'.repeat(60))
    })
  })
}
