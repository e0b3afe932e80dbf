import 'fake-indexeddb/auto'
import { emptyAnswer, newId, parseCursors, origin } from '@continuo/contract'
import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { foldAll, histories, ids, servedFrom } from '../../test/event-log.ts'
import { createAnswers } from './answers.ts'
import { storeAnswers } from './apply-event.ts'
import { ChatDb } from './db.ts'
import { changesOf, stateOf } from './rows.ts'
import { storedAnswer } from '../../test/rows.ts'

const opened: ChatDb[] = []
async function freshDb(): Promise<ChatDb> {
  const db = new ChatDb(newId())
  opened.push(db)
  await db.messages.put(storedAnswer(ids.message_id, ids.session_id))
  await db.activeStreams.put({ messageId: ids.message_id, sessionId: ids.session_id, startedAt: '' })
  return db
}
afterEach(async () => {
  await Promise.all(opened.splice(0).map((db) => db.delete()))
})

const quiet = { onGap: () => {}, onUnknown: () => {}, onEnd: () => {}, onNextFrame: (run: () => void) => run() }
const frame = (event: (typeof ids & object) | object) => ({ kind: 'event', event }) as never

describe('answers from the wire', () => {
  test('come out exact under any losses, repeats, reloads and a second tab', { timeout: 60_000 }, async () => {
    const faults = fc.array(
      fc.constantFrom('none', 'none', 'none', 'repeat', 'drop', 'reload', 'late', 'other tab', 'pause'),
      {
        maxLength: 40,
      },
    )
    await fc.assert(
      fc.asyncProperty(histories, faults, async (log, plan) => {
        const db = await freshDb()
        let gaps = 0
        const openTab = () => createAnswers({ db, ...quiet, onGap: () => gaps++, storeEveryMs: 0 })
        let tab = openTab()
        const other = openTab()
        const truths = new Set(log.map((_, i) => foldAll(log.slice(0, i + 1)).text))
        const cursor = async (of: typeof tab) => parseCursors(await of.cursors()).get(ids.message_id) ?? origin

        for (const [i, event] of log.entries()) {
          const fault = plan[i] ?? 'none'
          if (fault === 'reload') {
            await tab.store()
            tab.close()
            tab = openTab()
            await tab.cursors()
          }
          if (fault !== 'drop') tab.receive(frame(event))
          if (fault === 'pause') await tab.store()
          if (fault === 'repeat') tab.receive(frame(event))
          if (fault === 'late' && i > 0) tab.receive(frame(log[i - 1]!))
          if (fault === 'other tab') {
            for (const each of servedFrom(log.slice(0, i + 1), await cursor(other))) other.receive(frame(each))
            await other.store()
          }
          if (gaps > 0) {
            gaps = 0
            for (const each of servedFrom(log.slice(0, i + 1), await cursor(tab))) tab.receive(frame(each))
          }
          const shown = tab.peek(ids.message_id)
          // what is shown is always a state that really was: nothing twice, nothing out of order
          if (shown && shown.at.epoch > 0) expect(truths).toContain(shown.text)
        }
        for (const each of servedFrom(log, await cursor(tab))) tab.receive(frame(each))
        await tab.store()
        const row = await db.messages.get(ids.message_id)
        const { text, thinking, at, status } = foldAll(log)
        expect(stateOf(row!)).toMatchObject({ text, thinking, at, status })
        expect(await db.activeStreams.count()).toBe(0)
        other.close()
        tab.close()
      }),
      { numRuns: 80 },
    )
  })

  test('100 events cost one write, not 100', async () => {
    const db = await freshDb()
    const answers = createAnswers({ db, ...quiet, storeEveryMs: 60_000 })
    const writes = vi.spyOn(db.messages, 'put')
    answers.receive(frame({ ...ids, epoch: 1, seq: 1, type: 'reset', reason: '' }))
    for (let seq = 2; seq <= 101; seq++) answers.receive(frame({ ...ids, epoch: 1, seq, type: 'delta', text: 'x' }))
    await vi.waitFor(() => expect(answers.peek(ids.message_id)?.text).toHaveLength(100))
    await answers.store()
    expect(writes).toHaveBeenCalledTimes(1)
    expect((await db.messages.get(ids.message_id))?.text).toHaveLength(100)
    answers.close()
  })

  test('a held answer shows nothing more, and goes on exactly when it is released', async () => {
    const db = await freshDb()
    const answers = createAnswers({ db, ...quiet, storeEveryMs: 0 })
    answers.receive(frame({ ...ids, epoch: 1, seq: 1, type: 'reset', reason: '' }))
    answers.receive(frame({ ...ids, epoch: 1, seq: 2, type: 'delta', text: 'seen' }))
    await vi.waitFor(() => expect(answers.peek(ids.message_id)?.text).toBe('seen'))
    expect(await answers.hold(ids.message_id, ids.session_id)).toBe('1.2')
    answers.receive(frame({ ...ids, epoch: 1, seq: 3, type: 'delta', text: ' and more' }))
    expect(answers.peek(ids.message_id)?.text).toBe('seen')
    answers.release(ids.message_id)
    expect(answers.peek(ids.message_id)?.text).toBe('seen and more')
    answers.close()
  })

  test('events of a message that is not here yet wait in memory until its row comes', async () => {
    const db = await freshDb()
    await db.messages.clear()
    const onUnknown = vi.fn()
    const answers = createAnswers({ db, ...quiet, onUnknown, storeEveryMs: 0 })
    answers.receive(frame({ ...ids, epoch: 1, seq: 1, type: 'snapshot', text: 'early', status: 'generating' }))
    await vi.waitFor(() => expect(onUnknown).toHaveBeenCalled())
    await db.messages.put(storedAnswer(ids.message_id, ids.session_id))
    await answers.store()
    expect((await db.messages.get(ids.message_id))?.text).toBe('early')
    answers.close()
  })

  test('a row that has ended, or is further, is never written over', async () => {
    const db = await freshDb()
    const ended = {
      ...stateOf(storedAnswer(ids.message_id, ids.session_id)),
      text: 'final',
      status: 'completed' as const,
    }
    await db.messages.update(ids.message_id, changesOf({ ...ended, at: { epoch: 2, seq: 5 } }))
    await storeAnswers(
      db,
      new Map([[ids.message_id, { ...ended, text: 'stale', status: 'generating', at: { epoch: 3, seq: 1 } }]]),
    )
    expect((await db.messages.get(ids.message_id))?.text).toBe('final')
  })

  test('a row that the server told at the place of a wait is told the wait, once', async () => {
    const db = await freshDb()
    const at = { epoch: 1, seq: 2 }
    await db.messages.update(ids.message_id, { ...at, status: 'generating' })
    const wait = { reason: 'rate_limited', waitS: 40, waitUntil: 1_000 }
    const waiting = { ...emptyAnswer, at, status: 'generating', recovering: true, wait } as const
    await storeAnswers(db, new Map([[ids.message_id, waiting]]))
    const row = await db.messages.get(ids.message_id)
    expect(stateOf(row!)).toMatchObject(waiting)
    await storeAnswers(db, new Map([[ids.message_id, waiting]]))
    expect(await db.messages.get(ids.message_id)).toEqual(row)
  })

  test('a slower tab does not take a text back', async () => {
    const db = await freshDb()
    const state = { ...stateOf(storedAnswer(ids.message_id, ids.session_id)), status: 'generating' as const }
    await storeAnswers(db, new Map([[ids.message_id, { ...state, text: 'abc', at: { epoch: 2, seq: 3 } }]]))
    await storeAnswers(db, new Map([[ids.message_id, { ...state, text: 'ab', at: { epoch: 2, seq: 2 } }]]))
    expect(await db.messages.get(ids.message_id)).toMatchObject({ text: 'abc', epoch: 2, seq: 3 })
  })
})
