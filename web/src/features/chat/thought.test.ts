import { type AnswerState, emptyAnswer } from '@continuo/contract'
import { expect, test } from 'vitest'
import { thoughtAfter } from './thought.ts'

const state = (thinking: string, text = '', seq = 1): AnswerState => ({
  ...emptyAnswer,
  at: { epoch: 1, seq },
  status: 'generating',
  thinking,
  text,
})

test('the time of thinking is from its first sign to the first word of the answer', () => {
  const begun = thoughtAfter(undefined, state(''), state('hm', '', 2), 1_000)
  const going = thoughtAfter(begun, state('hm', '', 2), state('hm, so', '', 3), 9_000)
  const over = thoughtAfter(going, state('hm, so', '', 3), state('hm, so', 'It', 4), 13_000)
  expect([begun, going, over]).toEqual([{ sinceMs: 1_000 }, { sinceMs: 1_000 }, { sinceMs: 1_000, tookMs: 12_000 }])
  expect(thoughtAfter(over, state('hm, so', 'It', 4), state('hm, so', 'It is', 5), 20_000)).toEqual(over)
})

test('a page that came in the middle does not invent a time', () => {
  expect(thoughtAfter(undefined, undefined, state('hm, so', '', 40), 1_000)).toBeUndefined()
  expect(thoughtAfter(undefined, state('hm', '', 40), state('hm, so', 'It', 41), 2_000)).toBeUndefined()
})

test('an attempt that starts again starts its time again', () => {
  const begun = thoughtAfter(undefined, state(''), state('hm', '', 2), 1_000)
  const reset = thoughtAfter(begun, state('hm', '', 2), state('', '', 1), 5_000)
  expect(reset).toBeUndefined()
  expect(thoughtAfter(reset, state('', '', 1), state('again', '', 2), 6_000)).toEqual({ sinceMs: 6_000 })
})
