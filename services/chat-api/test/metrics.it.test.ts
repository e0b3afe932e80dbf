import {
  type TcpProxy,
  documentedMetrics,
  eventually,
  idsIn,
  metricsOf,
  readSeries,
  startTcpProxy,
  valueOf,
} from '@continuo/testkit'
import { expect, inject, test } from 'vitest'
import { sha256Hex } from '../src/sha256.ts'
import { newUser, startService } from './start-service.ts'

type Api = Awaited<ReturnType<typeof startService>>
const scrape = async (api: Api) => readSeries(await api.context.metrics.registry.metrics())

/** Series of one chat-api after such a load, at most; docs/metrics.md says so. */
const budget = 1_000

async function answer({ generations }: Api['client'], message_id: string, stop_reason: string, more: object = {}) {
  const { claimed } = await generations.claim({ message_id, dispatch_no: 1, worker_id: 'w' })
  await generations.complete({
    message_id,
    epoch: claimed!.epoch,
    seq: 2,
    text: 'Hi',
    thinking: '',
    sha256: sha256Hex('Hi'),
    usage: { input_tokens: 3, output_tokens: 2, cache_read_tokens: 4, cache_write_tokens: 0 },
    stop_reason,
    model: 'm',
    latency_ms: 20,
    first_token_ms: 10,
    ...more,
  })
}

test('docs/metrics.md names every metric of chat-api with its labels, and no other', async () => {
  await using api = await startService()
  expect(metricsOf(api.context.metrics.registry)).toEqual(documentedMetrics('Every service', 'chat-api'))
})

test('many users and answers make few series, no label tells an id, and what happened is counted', async () => {
  await using api = await startService()
  const { messages, generations } = api.client
  for (let n = 0; n < 20; n++) {
    const caller = await newUser(api.client)
    const { message_id } = await messages.sendMessage({ content: `question ${n}` }, caller)
    // the server says in its own words why it stopped; the worker, if it is new enough, when the first text came
    await answer(
      api.client,
      message_id,
      n % 2 ? `because-${n}` : 'end_turn',
      n % 2 ? { accepted_to_first_token_ms: 1_200 } : {},
    )
  }
  const caller = await newUser(api.client)
  const failing = await messages.sendMessage({ content: 'fail' }, caller)
  const { claimed } = await generations.claim({ message_id: failing.message_id, dispatch_no: 1, worker_id: 'w' })
  await generations.fail({
    message_id: failing.message_id,
    epoch: claimed!.epoch,
    seq: 0,
    text: '',
    thinking: '',
    failure: { code: 'of-a-later-version', message: 'no' },
  })
  const waiting = await messages.sendMessage({ content: 'wait' }, caller)
  const series = await scrape(api)
  expect(idsIn(series)).toEqual([])
  expect(series.length).toBeLessThan(budget)
  const ended = (labels: Record<string, string>) => valueOf(series, 'continuo_messages_ended_total', labels)
  expect(ended({ status: 'completed', code: 'end_turn' })).toBe(10)
  expect(ended({ status: 'completed', code: 'other' })).toBe(10)
  expect(ended({ status: 'error', code: 'other' })).toBe(1)
  expect(valueOf(series, 'continuo_first_token_seconds_count')).toBe(20)
  expect(valueOf(series, 'continuo_first_token_seconds_bucket', { le: '1' })).toBe(10)
  expect(valueOf(series, 'continuo_answer_duration_seconds_count', { status: 'completed' })).toBe(20)
  expect(valueOf(series, 'continuo_tokens_total', { kind: 'input' })).toBeGreaterThanOrEqual(140)
  expect(valueOf(series, 'continuo_tokens_total', { kind: 'output' })).toBe(40)
  expect(valueOf(series, 'continuo_messages_active', { status: 'queued' })).toBe(1)
  expect(valueOf(series, 'continuo_messages_oldest_seconds', { status: 'queued' })).toBeGreaterThan(0)
  expect(valueOf(series, 'continuo_queue_jobs', { queue: 'chat', state: 'wait' })).toBeGreaterThan(0)
  expect(valueOf(series, 'continuo_redis_memory_bytes')).toBeGreaterThan(0)
  expect(valueOf(series, 'continuo_schema_version')).toBe(valueOf(series, 'continuo_schema_version_needed'))
  expect(valueOf(series, 'continuo_database_query_duration_seconds_count', { command: 'commit' })).toBeGreaterThan(0)
  await messages.cancel({ id: waiting.message_id }, caller)
})

test('an answer that goes on after its worker was lost is counted once', async () => {
  await using api = await startService(() => ({ LEASE_MS: '500', RECONCILE_EVERY_MS: '50' }))
  const caller = await newUser(api.client)
  const { message_id } = await api.client.messages.sendMessage({ content: 'hello' }, caller)
  const claim = (dispatch_no: number) => api.client.generations.claim({ message_id, dispatch_no, worker_id: 'w' })
  await claim(1)
  await eventually(async () => expect(valueOf(await scrape(api), 'continuo_lease_expiries_total')).toBe(1))
  expect(valueOf(await scrape(api), 'continuo_recoveries_total')).toBe(0)
  await claim(2)
  await eventually(async () => expect(valueOf(await scrape(api), 'continuo_recoveries_total')).toBe(1))
})

test('the janitor’s last run is told by chat-api', async () => {
  await using api = await startService()
  await api.client.maintenance.reportSweep({
    task: 'sweep',
    ok: true,
    duration_ms: 1_500,
    scanned: 7,
    removed: 3,
    repaired: 0,
  })
  const series = await scrape(api)
  expect(valueOf(series, 'continuo_sweep_last_duration_seconds', { task: 'sweep' })).toBe(1.5)
  expect(valueOf(series, 'continuo_sweep_items', { task: 'sweep', what: 'removed' })).toBe(3)
  expect(valueOf(series, 'continuo_sweep_last_success_timestamp_seconds', { task: 'sweep' })).toBeGreaterThan(0)
})

const through = (url: string, proxy: TcpProxy): string => {
  const proxied = new URL(url)
  proxied.hostname = '127.0.0.1'
  proxied.port = String(proxy.port)
  return proxied.href
}

test('with silent stores a scrape is answered all the same, and tells nothing of what they would have to say', async () => {
  await using postgres = await startTcpProxy({ port: Number(new URL(inject('postgresUrl')).port) })
  await using api = await startService((url) => ({
    DATABASE_URL: through(url, postgres),
    REDIS_URL: 'redis://127.0.0.1:1',
  }))
  postgres.set({ kind: 'black-hole' })
  const late = AbortSignal.timeout(4_000)
  const series = await scrape(api)
  expect(late.aborted).toBe(false)
  const told = new Set(series.map(({ name }) => name))
  for (const name of documentedMetrics('chat-api').map((metric) => metric.split('{')[0]!))
    if (/_(outbox|queue_(jobs|oldest|workers)|messages_(active|oldest)|redis_|database_s|held|sweep)/.test(name))
      expect(told).not.toContain(name)
  expect(told).not.toContain('continuo_schema_version')
  expect(valueOf(series, 'continuo_redis_connected')).toBe(0)
  postgres.set({ kind: 'pass' })
})
