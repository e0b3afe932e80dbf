import 'fake-indexeddb/auto'
import { type AnswerState, emptyAnswer, newId } from '@continuo/contract'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { storedAnswer } from '../../test/rows.ts'
import { createAutoRetry, retryDelayMs } from './auto-retry.ts'
import { ChatDb } from './db.ts'

const failed = (error: Partial<NonNullable<AnswerState['error']>> = {}): AnswerState => ({
  ...emptyAnswer,
  status: 'error',
  error: { code: 'overloaded', message: '', retryable: true, ...error },
})

describe('a failed answer', () => {
  test('is tried again by itself only when the failure passes, and not later than a minute', () => {
    expect(retryDelayMs(failed())).toBe(5_000)
    expect(retryDelayMs(failed({ retry_after_s: 12 }))).toBe(12_000)
    expect(retryDelayMs(failed({ retry_after_s: 61 }))).toBeUndefined()
    expect(retryDelayMs(failed({ retryable: false }))).toBeUndefined()
    for (const code of ['worker_crash', 'invalid_request', 'config', 'budget', 'expired', 'of a newer server'])
      expect(retryDelayMs(failed({ code }))).toBeUndefined()
    expect(retryDelayMs({ status: 'completed' })).toBeUndefined()
  })

  const sessionId = newId()
  let db: ChatDb
  beforeEach(async () => {
    db = new ChatDb(newId())
    await db.messages.put({ ...storedAnswer('turn', sessionId), role: 'user', status: 'completed' })
  })
  afterEach(() => db.delete())

  async function fail(id: string): Promise<void> {
    await db.messages.put({ ...storedAnswer(id, sessionId), status: 'error', replyTo: 'turn' })
  }

  test('is tried once for each turn, also when the next answer fails too', async () => {
    const retried: string[] = []
    const auto = createAutoRetry({ db, retry: async ({ id }) => void retried.push(id), onError: () => {} })
    await fail('first')
    await auto.plan(sessionId, 'first', failed({ retry_after_s: 0 }))
    await vi.waitFor(() => expect(retried).toEqual(['first']))
    await fail('second')
    await auto.plan(sessionId, 'second', failed({ retry_after_s: 0 }))
    expect((await db.messages.get('second'))?.retryAt).toBeUndefined()
    expect(retried).toEqual(['first'])
  })

  test('is left alone when somebody was faster', async () => {
    const retried: string[] = []
    const auto = createAutoRetry({ db, retry: async ({ id }) => void retried.push(id), onError: () => {} })
    await fail('first')
    await auto.plan(sessionId, 'first', failed({ retry_after_s: 0.05 }))
    await db.messages.delete('first')
    await fail('other')
    await auto.plan(sessionId, 'other', failed({ retry_after_s: 0 }))
    await new Promise((resolve) => setTimeout(resolve, 80))
    expect(retried).toEqual([])
  })
})
