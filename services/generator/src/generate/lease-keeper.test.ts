import { AppError } from '@continuo/contract'
import { createLogger } from '@continuo/telemetry'
import { expect, test } from 'vitest'
import { startLeaseKeeper } from './lease-keeper.ts'
import type { Running } from './running.ts'

const logger = createLogger({ service: 'test', level: 'silent' })

function attempt(messageId: string) {
  const ended: string[] = []
  const running = {
    ref: { sessionId: 's', messageId },
    epoch: 1,
    renewing: false,
    opened: true,
    abort: (kind: string, by: string) => void ended.push(`${kind} by ${by}`),
    recover: () => {},
  } satisfies Running
  return { running, ended }
}

type Reply = { lost_message_ids: string[] }

/** A keeper whose next renewal is an hour away: only `check` asks. */
async function keeper(attempts: Running[], renew: (leases: unknown) => Promise<Reply>) {
  const running = new Set<Running>()
  const api = { renewLeases: ({ leases }: { leases?: unknown }) => renew(leases) }
  const counted: Record<string, number> = {}
  const events = { leasesChecked: (outcome: string, count: number) => void (count && (counted[outcome] = count)) }
  const kept = startLeaseKeeper({ api, running, events, logger }, 'w', 3_600_000)
  for (const each of attempts) running.add(each)
  await kept.check()
  await kept[Symbol.asyncDispose]()
  return counted
}

test('one call renews all leases, and only what is lost is ended', async () => {
  const [one, two] = [attempt('one'), attempt('two')]
  const asked: unknown[] = []
  const counted = await keeper([one.running, two.running], async (leases) => {
    asked.push(leases)
    return { lost_message_ids: ['two'] }
  })
  expect(counted).toEqual({ renewed: 1, lost: 1 })
  expect(asked).toEqual([
    [
      { message_id: 'one', epoch: 1 },
      { message_id: 'two', epoch: 1 },
    ],
  ])
  expect(one.ended).toEqual([])
  expect(two.ended).toEqual(['fenced by lease'])
})

test('a lease that looks lost because this very attempt has taken a new epoch is not lost', async () => {
  const [renewed, renewing] = [attempt('renewed'), attempt('renewing')]
  await keeper([renewed.running, renewing.running], async () => {
    Object.assign(renewed.running, { epoch: 2 })
    Object.assign(renewing.running, { renewing: true })
    return { lost_message_ids: ['renewed', 'renewing'] }
  })
  expect([...renewed.ended, ...renewing.ended]).toEqual([])
})

test('while chat-api is away answers go on', async () => {
  const one = attempt('one')
  const counted = await keeper([one.running], () => Promise.reject(new AppError('unavailable', 'away')))
  expect(counted).toEqual({ failed: 1 })
  expect(one.ended).toEqual([])
})
