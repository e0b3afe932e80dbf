import { AppError } from '@continuo/contract'
import { expect, test } from 'vitest'
import { connect, gateway } from '../test/service.ts'
import { createChatApiClient } from './client.ts'
import type { CallReport } from './server.ts'

const userId = '0192a3b4-0000-7000-8000-000000000001'

test('a call carries the caller and its request id, and absent fields stay absent', async () => {
  await using rpc = await connect({
    sessions: {
      getSession: async ({ id }, call) => ({
        id,
        title: `${call.userId} ${call.requestId}`,
        created_at: 'now',
        last_message_at: 'now',
      }),
    },
  })
  const session = await rpc.client.sessions.getSession({ id: 's' }, { userId, requestId: 'r1' })
  expect(session.title).toBe(`${userId} r1`)
  expect(session.model).toBeUndefined()
})

test('an error arrives with the very code and retry hint that the server threw', async () => {
  await using rpc = await connect({
    messages: { retry: () => Promise.reject(new AppError('too_many_requests', 'slow down', { retryAfterS: 7 })) },
  })
  await expect(rpc.client.messages.retry({ id: 'x' })).rejects.toMatchObject({
    code: 'too_many_requests',
    message: 'slow down',
    retryAfterS: 7,
  })
})

test('an unknown error tells the caller nothing but "internal", and the report keeps the cause', async () => {
  const reports: CallReport[] = []
  await using rpc = await connect(
    { sessions: { getSession: () => Promise.reject(new Error('password=hunter2')) } },
    { onCall: (report) => reports.push(report) },
  )
  const error = await rpc.client.sessions.getSession({ id: 's' }).catch((caught: AppError) => caught)
  expect(error).toMatchObject({ code: 'internal' })
  expect((error as AppError).message).not.toContain('hunter2')
  expect(reports).toMatchObject([{ method: 'GetSession', code: 'internal', error: { message: 'password=hunter2' } }])
})

test('a server that never answers ends in timeout, and the handler is told that the caller has gone', async () => {
  const { promise: aborted, resolve } = Promise.withResolvers<void>()
  await using rpc = await connect({
    sessions: {
      getSession: (_request, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            resolve()
            reject(new AppError('timeout', 'gone'))
          })
        }),
    },
  })
  await expect(rpc.client.sessions.getSession({ id: 's' }, { deadlineMs: 100 })).rejects.toMatchObject({
    code: 'timeout',
  })
  await aborted
})

test('no server at all is "unavailable", without a host name in the message', async () => {
  using client = createChatApiClient({ address: '127.0.0.1:1', ...gateway })
  const error = await client.generations
    .claim({ message_id: 'm' }, { deadlineMs: 3_000 })
    .catch((caught: AppError) => caught)
  expect(error).toMatchObject({ code: 'unavailable' })
  expect((error as AppError).message).not.toContain('127.0.0.1')
})

test('an answer of 5 MB travels in one message', async () => {
  const text = 'x'.repeat(5_000_000)
  await using rpc = await connect({
    generations: { complete: async (request) => ({ status: String(request.text.length), replayed: false }) },
  })
  expect(await rpc.client.generations.complete({ text })).toMatchObject({ status: '5000000' })
})

test('a running call finishes while the server drains', async () => {
  const { promise: entered, resolve: enter } = Promise.withResolvers<void>()
  const { promise: gate, resolve: open } = Promise.withResolvers<void>()
  await using rpc = await connect({
    sessions: {
      getSession: async ({ id }) => {
        enter()
        await gate
        return { id }
      },
    },
  })
  const call = rpc.client.sessions.getSession({ id: 's' })
  await entered
  const drained = rpc.server.drain(5_000)
  open()
  expect(await call).toMatchObject({ id: 's' })
  rpc.client[Symbol.dispose]()
  await drained
})
