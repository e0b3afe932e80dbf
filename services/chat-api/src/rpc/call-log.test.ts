import { AppError } from '@continuo/contract'
import type { Logger } from '@continuo/telemetry'
import { expect, test } from 'vitest'
import { createCallLog } from './call-log.ts'

test('an overload that fails a thousand calls at once writes one line; every internal error has its own', () => {
  const lines = { debug: 0, warn: 0, error: 0 }
  const count = (level: keyof typeof lines) => (() => void lines[level]++) as Logger[typeof level]
  const log = createCallLog({ debug: count('debug'), warn: count('warn'), error: count('error') })
  const report = (code: string, error?: unknown) => log({ method: 'SendMessage', code, ms: 1, requestId: 'r', error })
  for (let n = 0; n < 1_000; n++) report('unavailable', new AppError('unavailable', 'The pool is full'))
  for (let n = 0; n < 3; n++) report('internal', new Error('a bug'))
  report('ok')
  expect(lines).toEqual({ debug: 1, warn: 1, error: 3 })
})
