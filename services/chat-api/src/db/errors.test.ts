import { AppError } from '@continuo/contract'
import { expect, test } from 'vitest'
import { fromDatabase, isDatabaseAway } from './errors.ts'

const withCode = (code: string) => Object.assign(new Error('select secret from t - nope'), { code })

test('a database that is away, full or too slow is "unavailable", with a hint and without its words', () => {
  for (const code of ['08006', '53300', '57P01', '57P03', '57014', '55P03', 'ECONNREFUSED', 'ENOTFOUND', '40P01']) {
    const error = fromDatabase(withCode(code))
    expect(error).toMatchObject({ code: 'unavailable', retryAfterS: 1 })
    expect((error as AppError).message).not.toContain('secret')
  }
  expect(isDatabaseAway(new Error('Connection terminated unexpectedly'))).toBe(true)
  expect(isDatabaseAway(new AggregateError([withCode('ECONNREFUSED')]))).toBe(true)
})

test('what the database refuses for a reason stays what it is', () => {
  const duplicate = withCode('23505')
  expect(fromDatabase(duplicate)).toBe(duplicate)
  const own = new AppError('not_found', 'aborted')
  expect(fromDatabase(own)).toBe(own)
})
