import { AppError } from '@continuo/contract'
import { expect, test } from 'vitest'
import { persist } from './persist.ts'

const later = () => performance.now() + 60_000
const failing = (...errors: AppError[]) => {
  let calls = 0
  const call = () => {
    const error = errors[calls++]
    return error ? Promise.reject(error) : Promise.resolve('stored')
  }
  return { call, calls: () => calls }
}

test('what may pass is tried again until it has passed', async () => {
  const { call } = failing(new AppError('unavailable', ''), new AppError('timeout', ''))
  expect(await persist(call, { untilMs: later() })).toEqual({ kind: 'ok', value: 'stored' })
})

test('a no is a no', async () => {
  const { call, calls } = failing(new AppError('fenced', ''))
  expect(await persist(call, { untilMs: later() })).toMatchObject({ kind: 'refused', error: { code: 'fenced' } })
  expect(calls()).toBe(1)
})

test('there is one try even when no time is left, and none after a signal', async () => {
  const away = () => failing(new AppError('unavailable', ''))
  const [late, ended] = [away(), away()]
  expect(await persist(late.call, { untilMs: 0 })).toMatchObject({ kind: 'gave_up' })
  expect(await persist(ended.call, { untilMs: later(), signal: AbortSignal.abort() })).toMatchObject({
    kind: 'gave_up',
  })
  expect([late.calls(), ended.calls()]).toEqual([1, 1])
})
