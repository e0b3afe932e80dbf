import { promises as dns } from 'node:dns'
import { eventually } from '@continuo/testkit'
import { expect, test, vi } from 'vitest'
import { connect, gateway } from '../test/service.ts'
import { createChatApiClient } from './client.ts'

test('a server that comes later is found when a connection ends by age, gets its share, and no call fails', async () => {
  const calls = { first: 0, second: 0 }
  const named = (name: keyof typeof calls) => ({
    generations: {
      claim: async () => {
        calls[name] += 1
        return {} as never
      },
    },
  })
  const addresses = ['127.0.0.1']
  using _names = vi
    .spyOn(dns, 'lookup')
    .mockImplementation((async () => addresses.map((address) => ({ address, family: 4 }))) as never)
  await using first = await connect(named('first'), { maxConnectionAgeMs: 2_500 })
  const { port } = first.server
  using client = createChatApiClient({ address: `dns:///chat-api.test:${port}`, ...gateway })

  const failures: unknown[] = []
  let isOver = false
  // a claim is never sent twice: whatever goes wrong with a connection is seen here
  const caller = async () => {
    while (!isOver && failures.length === 0)
      await client.generations.claim({ message_id: 'm' }).catch((error: unknown) => failures.push(error))
  }
  const callers = Array.from({ length: 8 }, caller)
  await eventually(() => expect([failures, calls.first > 100]).toEqual([[], true]))

  await using _second = await connect(named('second'), { host: '127.0.0.2', port })
  addresses.push('127.0.0.2')
  await eventually(() => expect([failures, calls.second > 0]).toEqual([[], true]), 20_000)
  const [firstBefore, secondBefore] = [calls.first, calls.second]
  await eventually(() => expect(calls.second - secondBefore).toBeGreaterThan(500))
  expect(calls.first - firstBefore).toBeGreaterThan(400)

  isOver = true
  await Promise.all(callers)
  expect(failures).toEqual([])
})
