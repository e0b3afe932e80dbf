import { emptyAnswer } from '@continuo/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cancelText } from './cancel-text.ts'

const stored = { text: 'check', thinking: '', epoch: 2, seq: 5 }
const state = (text: string, epoch: number, seq: number) => ({ ...emptyAnswer, text, at: { epoch, seq } })

test('the text that the log cuts at the cursor wins', () => {
  expect(cancelText({ kind: 'text', state: state('seen', 2, 3) }, stored).text).toBe('seen')
})

test('without a log the checkpoint is kept', () => {
  expect(cancelText(undefined, stored).text).toBe('check')
  expect(cancelText({ kind: 'missing' }, stored).text).toBe('check')
  expect(cancelText({ kind: 'behind', latest: undefined }, stored).text).toBe('check')
})

test('when the log cannot cut, the newer of log and checkpoint is kept', () => {
  fc.assert(
    fc.property(fc.nat(5), fc.nat(9), (epoch, seq) => {
      const kept = cancelText({ kind: 'behind', latest: state('log', epoch, seq) }, stored).text
      const newer = epoch > 2 || (epoch === 2 && seq >= 5)
      expect(kept).toBe(newer ? 'log' : 'check')
    }),
  )
})
