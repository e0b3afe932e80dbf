import { newId } from '@continuo/contract'
import type { ChatApiClient } from '@continuo/rpc'
import { createAdmin } from '@continuo/stream-log/admin'
import { createMemoryStore } from '@continuo/stream-log/memory'
import { createLogger } from '@continuo/telemetry'
import { expect, test } from 'vitest'
import { runTasks } from './run-tasks.ts'
import type { TaskDeps } from './tasks/task.ts'

const graceMs = 600_000

interface Known {
  status: string
  ended_ms_ago: number
}

/** A run against logs in memory and a chat-api that knows what the test tells it; an id it was not told is an active message. */
function scene(known: Map<string, Known>, refused: Partial<ChatApiClient['maintenance']> = {}) {
  let clockMs = 0
  const { store } = createMemoryStore(() => clockMs)
  const reports: { task?: string; ok?: boolean; removed?: unknown }[] = []
  const maintenance = {
    describe: async ({ refs = [] }) => ({
      facts: refs.map(({ message_id = '' }) => ({
        message_id,
        exists: true,
        epoch: 1,
        announced: true,
        ...(known.get(message_id) ?? { status: 'generating', ended_ms_ago: 0 }),
      })),
    }),
    repair: async () => ({ redispatched: 0, ended: 0, announced: 0 }),
    prune: async () => ({ outbox_rows: 3, tombstones: 0, logins: 2, audit_events: 1 }),
    reportSweep: async (report) => {
      reports.push(report)
      return {}
    },
    ...refused,
  } as ChatApiClient['maintenance']
  const deps: TaskDeps = {
    maintenance,
    admin: createAdmin(store),
    logger: createLogger({ service: 'janitor', level: 'silent' }),
    sweep: { graceMs, scanCount: 100 },
    stop: new AbortController().signal,
    nowMs: () => clockMs,
  }
  const open = async () => {
    const ref = { sessionId: newId(), messageId: newId() }
    await store.open({ ref, epoch: 1, entry: 'reset\n{"reason":"start"}', length: 0 })
    return ref
  }
  const left = async () => (await deps.admin.scan('0')).found.map(({ ref }) => ref.messageId).toSorted()
  return { deps, open, left, reports, later: (ms: number) => (clockMs += ms) }
}

test('a sweep removes what ended long ago and touches nothing that lives', async () => {
  const known = new Map<string, Known>()
  const { deps, open, left, later, reports } = scene(known)
  const [ended, fresh, active] = [await open(), await open(), await open()]
  known.set(ended.messageId, { status: 'completed', ended_ms_ago: graceMs + 1 })
  known.set(fresh.messageId, { status: 'cancelled', ended_ms_ago: 1_000 })
  later(2 * graceMs)
  expect(await runTasks(deps, ['sweep'])).toBe(true)
  expect(await left()).toEqual([fresh.messageId, active.messageId].toSorted())
  expect(reports).toMatchObject([{ task: 'sweep', ok: true, scanned: 3, removed: 1 }])
})

test('two sweeps at once do the work of one', async () => {
  const known = new Map<string, Known>()
  const { deps, open, left, later } = scene(known)
  for (let i = 0; i < 50; i++) known.set((await open()).messageId, { status: 'error', ended_ms_ago: graceMs + 1 })
  later(2 * graceMs)
  expect(await Promise.all([runTasks(deps, ['sweep']), runTasks(deps, ['sweep'])])).toEqual([true, true])
  expect(await left()).toEqual([])
})

test('a failed task is reported as failed, the others still run, and the run ends as failed', async () => {
  const { deps, reports } = scene(new Map(), { repair: () => Promise.reject(new Error('down')) })
  expect(await runTasks(deps, ['repair', 'prune'])).toBe(false)
  expect(reports).toMatchObject([
    { task: 'repair', ok: false },
    { task: 'prune', ok: true, removed: 6 },
  ])
})
