import 'fake-indexeddb/auto'
import { newId } from '@continuo/contract'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, nextTick } from 'vue'
import { ids } from '../../../test/event-log.ts'
import { storedAnswer } from '../../../test/rows.ts'
import { createAnswers } from '../../data/answers.ts'
import { ChatDb } from '../../data/db.ts'
import { useAnswerNews } from './use-answer-news.ts'

let db: ChatDb
let answers: ReturnType<typeof createAnswers>
let scope: ReturnType<typeof effectScope>
const started = vi.fn()
const ended = vi.fn()

beforeEach(() => {
  db = new ChatDb(newId())
  answers = createAnswers({ db, onGap() {}, onUnknown() {}, onEnd() {}, onNextFrame: queueMicrotask, storeEveryMs: 0 })
  scope = effectScope()
  started.mockReset()
  ended.mockReset()
  scope.run(() => useAnswerNews({ answers, db, userId: 'u' }, { started, ended }))
})
afterEach(async () => {
  scope.stop()
  answers.close()
  await db.delete()
})

const receive = (body: object, seq: number) =>
  answers.receive({ kind: 'event', event: { ...ids, epoch: 1, seq, ...body } } as never)
const fails = { type: 'error', code: 'internal', message: '', retryable: true }

test('an answer that is over before anybody has looked at the database is told of all the same', async () => {
  // never seen among the active ones: it came and went between two looks
  await db.messages.put(storedAnswer(ids.message_id, ids.session_id))
  receive({ type: 'reset', reason: 'started' }, 1)
  receive(fails, 2)
  await vi.waitFor(() => expect(ended).toHaveBeenCalledOnce())
  expect(ended).toHaveBeenCalledWith(expect.objectContaining({ messageId: ids.message_id }))
})

test('an end that comes by the feed and is seen in the database is told once, and so is its beginning', async () => {
  await db.messages.put(storedAnswer(ids.message_id, ids.session_id))
  await db.activeStreams.put({ messageId: ids.message_id, sessionId: ids.session_id, startedAt: '' })
  receive({ type: 'reset', reason: 'started' }, 1)
  for (const seq of [2, 3]) receive({ type: 'delta', text: 'word ' }, seq)
  await vi.waitFor(() => expect(started).toHaveBeenCalledOnce())
  receive(fails, 4)
  await vi.waitFor(() => expect(ended).toHaveBeenCalledOnce())
  await vi.waitFor(async () => expect(await db.activeStreams.count()).toBe(0))
  // a second answer that goes the same way: by then the first would have been told again
  const other = newId()
  await db.messages.put(storedAnswer(other, ids.session_id))
  receive({ type: 'reset', reason: 'started', message_id: other }, 1)
  receive({ ...fails, message_id: other }, 2)
  await vi.waitFor(() => expect(ended).toHaveBeenLastCalledWith(expect.objectContaining({ messageId: other })))
  await nextTick()
  expect(ended).toHaveBeenCalledTimes(2)
  expect(started).toHaveBeenCalledOnce()
})
