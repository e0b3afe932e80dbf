import { newId } from '@continuo/contract'
import { eventually } from '@continuo/testkit'
import { Worker } from 'bullmq'
import { expect, test } from 'vitest'
import { type World, createWorld } from '../../test/world.ts'
import { releaseMessage } from '../generations/release.ts'
import { auditOf } from '../audit/audit.ts'
import { cancelMessage } from '../messages/cancel-message.ts'
import { relayBatch } from '../outbox/relay.ts'
import { listAnswerJobs, listTitleJobs } from './list-jobs.ts'
import { removeAnswerJob } from './remove-job.ts'
import { createQueueReporter } from './report.ts'
import { retryAnswerJob } from './retry-job.ts'
import { removeTitleJob, retryTitleJob } from './title-jobs.ts'

async function open(options: Parameters<typeof createWorld>[0] = {}) {
  const world = await createWorld(options)
  const admin = newId()
  const audit = auditOf({ userId: admin, requestId: 'r-1' })
  const deps = { ...world.deps, queues: world.queues }
  const jobs = async (state: Parameters<typeof listAnswerJobs>[1]) =>
    (await listAnswerJobs(world.db, state, { limit: 50, before: undefined })).map(({ id }) => id)
  const audited = () => world.db('audit_events').where({ actor_id: admin }).orderBy('id').select('*')
  /** Gives a claimed answer back, to be dispatched after a minute, as a model that limits its callers wants it. */
  const putOff = async (messageId: string) => {
    const { epoch } = await world.claim(messageId)
    const word = { messageId, epoch, seq: 0, text: '', thinking: '', usage: null }
    await releaseMessage(world.deps, { ...word, reason: 'retry', delayMs: 60_000, code: 'rate_limited' })
  }
  const relay = () => relayBatch(deps)
  return { ...world, deps, audit, admin, jobs, audited, putOff, relay }
}
type Open = Awaited<ReturnType<typeof open>>

/** As if so many seconds had passed since it was accepted. */
const acceptedAgo = ({ db }: Pick<World, 'db'>, id: string, seconds: number) =>
  db('messages')
    .where({ id })
    .update({ created_at: db.raw("clock_timestamp() - ? * interval '1 second'", [seconds]) })

/** One answer in each state; their ids by state. */
async function oneOfEach(world: Open) {
  const ids: Record<string, string> = {}
  for (const state of ['running', 'delayed', 'stuck', 'waiting', 'failed'])
    ids[state] = (await world.send({ userId: await world.newUser() })).messageId
  const behind = await world.send({ userId: await world.newUser() })
  await world.claim(behind.messageId, 'worker-2')
  const held = await world.send({
    userId: (await world.message(behind.messageId)).user_id,
    sessionId: behind.sessionId,
  })
  await world.claim(ids['running']!, 'worker-1')
  await world.putOff(ids['delayed']!)
  await world.claim(ids['stuck']!, 'worker-3')
  await world.age(ids['stuck']!, 'lease_until')
  await removeAnswerJob(world.deps, world.audit, ids['failed']!)
  return { ...ids, held: held.messageId, behind: behind.messageId } as Record<string, string>
}

test('every answer that has not ended is in one state, and what ended in an error is listed for a day', async () => {
  await using world = await open()
  const ids = await oneOfEach(world)
  await world.relay()
  expect(await world.jobs('held')).toEqual([ids['held']])
  expect(await world.jobs('waiting')).toEqual([ids['waiting']])
  expect(await world.jobs('delayed')).toEqual([ids['delayed']])
  expect(await world.jobs('running')).toEqual([ids['running'], ids['behind']])
  expect(await world.jobs('stuck')).toEqual([ids['stuck']])
  expect(await world.jobs('failed')).toEqual([ids['failed']])
  const [job] = await listAnswerJobs(world.db, 'delayed', { limit: 1, before: undefined })
  expect(job).toMatchObject({ attempts: 1, dispatch_no: 2, due_at: expect.any(Date), lease_owner: null })
  await world.age(ids['failed']!, 'completed_at')
  await world
    .db('messages')
    .where({ id: ids['failed']! })
    .update({ completed_at: new Date(Date.now() - 90_000_000) })
  expect(await world.jobs('failed')).toEqual([])
})

test('what is due and could not be handed to Redis for 10 s is stuck', async () => {
  await using world = await open()
  const { messageId } = await world.send()
  expect(await world.jobs('waiting')).toEqual([messageId])
  await world.db('outbox').update({ not_before: new Date(Date.now() - 60_000) })
  expect([await world.jobs('waiting'), await world.jobs('stuck')]).toEqual([[], [messageId]])
})

test('lists go on where the page before has ended, nothing twice and nothing left out', async () => {
  await using world = await open()
  const sent: string[] = []
  for (let n = 0; n < 5; n++) sent.push((await world.send()).messageId)
  const pages = async (state: 'waiting' | 'failed') => {
    const found: string[] = []
    for (let before: string | undefined; ;) {
      const rows = await listAnswerJobs(world.db, state, { limit: 2, before })
      found.push(...rows.slice(0, 2).map(({ id }) => id))
      if (rows.length <= 2) return found
      before = found.at(-1)
    }
  }
  expect(await pages('waiting')).toEqual(sent)
  for (const id of sent) await removeAnswerJob(world.deps, world.audit, id)
  expect(await pages('failed')).toEqual(sent.toReversed())
})

test('the report counts depth, waits, ends and failures, and says who holds what', async () => {
  await using world = await open()
  const ids = await oneOfEach(world)
  for (const seconds of [10, 20, 30]) {
    const { messageId } = await world.send({ userId: await world.newUser() })
    await acceptedAgo(world, messageId, seconds)
    await world.complete(messageId, (await world.claim(messageId)).epoch)
  }
  await world.relay()
  const worker = new Worker('chat', undefined, {
    connection: { url: world.config.redis.url, maxRetriesPerRequest: null },
    name: 'worker%201',
  })
  await using closing = new AsyncDisposableStack()
  closing.defer(() => worker.close())
  await worker.waitUntilReady()
  const reporter = createQueueReporter(world.deps)
  await eventually(async () => expect((await world.queues.survey()).chat.workers).toContain('worker 1'))
  const report = await reporter.report()
  expect(report.chat.depth).toEqual({ held: 1, waiting: 1, delayed: 1, running: 2, stuck: 1 })
  expect(report.chat.oldestWaitingS).toBeGreaterThan(0)
  expect(report.survey?.chat.waiting).toBeGreaterThan(0)
  const hour = report.waits.find(({ window_s }) => window_s === 3_600)!
  // the three, and four that were claimed at once
  expect(hour.answers).toBe(7)
  expect(hour.p50_s!).toBeLessThan(11)
  expect(hour.p99_s!).toBeGreaterThan(28)
  expect(report.ended).toHaveLength(60)
  const total = report.ended.reduce((sum, minute) => sum + minute.completed + minute.failed + minute.cancelled, 0)
  expect(total).toBe(4)
  expect(await reporter.failures(3_600)).toEqual([{ code: 'removed', answers: 1 }])
  const held = report.workers.filter(({ held }) => held > 0)
  expect(held.map(({ id, holds }) => [id, holds.map((answer) => answer.id)])).toEqual([
    ['worker-1', [ids['running']]],
    ['worker-2', [ids['behind']]],
    ['worker-3', [ids['stuck']]],
  ])
  expect(report.workers.find(({ id }) => id === 'worker 1')).toMatchObject({ held: 0, connected: true })
})

test('with Redis away the report says what Postgres knows, and titles cannot be asked for', async () => {
  await using world = await open({ redisUrl: 'redis://127.0.0.1:1' })
  await world.send()
  const report = await createQueueReporter(world.deps).report()
  expect([report.survey, report.chat.depth.waiting]).toEqual([null, 1])
  const page = { limit: 10, offset: 0 }
  await expect(listTitleJobs(world.deps, 'waiting', page)).rejects.toMatchObject({ code: 'unavailable' })
})

test('an answer that waits out a time is dispatched at once, under a new number, and only once for two who ask', async () => {
  await using world = await open()
  const { messageId } = await world.send()
  await world.putOff(messageId)
  const before = await world.message(messageId)
  const outcomes = await Promise.all([
    retryAnswerJob(world.deps, world.audit, messageId),
    retryAnswerJob(world.deps, world.audit, messageId),
  ])
  expect(outcomes.toSorted()).toEqual(['ordered', 'unchanged'])
  expect(await world.message(messageId)).toMatchObject({ dispatch_no: before.dispatch_no + 1, status: 'generating' })
  const due = await world
    .db('outbox')
    .whereNull('sent_at')
    .where('not_before', '<=', new Date(Date.now() + 1_000))
  expect(due).toMatchObject([{ message_id: messageId, dispatch_no: before.dispatch_no + 1 }])
  expect(await world.audited()).toMatchObject([
    {
      action: 'job_retried',
      subject_id: world.userId,
      request_id: 'r-1',
      facts: { queue: 'chat', answer: messageId, dispatch: before.dispatch_no + 1 },
    },
  ])
  expect((await world.claim(messageId)).attempt).toBe(2)
})

test('a job that waits in the queue keeps its place, one that is lost is made anew, one whose worker is lost too', async () => {
  await using world = await open({ limits: { leaseMs: 1_000 } })
  const { messageId } = await world.send()
  await world.relay()
  expect(await retryAnswerJob(world.deps, world.audit, messageId)).toBe('unchanged')
  await world.queues.remove([{ kind: 'generate', message_id: messageId, dispatch_no: 1 }])
  expect(await retryAnswerJob(world.deps, world.audit, messageId)).toBe('ordered')
  const { epoch } = await world.claim(messageId)
  await world.age(messageId, 'lease_until')
  expect(await retryAnswerJob(world.deps, world.audit, messageId)).toBe('ordered')
  await expect(world.complete(messageId, epoch)).rejects.toMatchObject({ code: 'fenced' })
  expect(await world.message(messageId)).toMatchObject({ dispatch_no: 3, lease_owner: null })
})

test('what is being written, held back, ended or not there is refused with the reason', async () => {
  await using world = await open()
  const ids = await oneOfEach(world)
  const { messageId: done } = await world.send({ userId: await world.newUser() })
  await world.complete(done, (await world.claim(done)).epoch)
  const before = (await world.audited()).length
  const retry = (id: string) => retryAnswerJob(world.deps, world.audit, id)
  const remove = (id: string) => removeAnswerJob(world.deps, world.audit, id)
  for (const act of [retry, remove]) {
    await expect(act(ids['running']!)).rejects.toMatchObject({ code: 'conflict', message: /being written/ })
    await expect(act(done)).rejects.toMatchObject({ code: 'conflict', message: /ended already \(completed\)/ })
    await expect(act(newId())).rejects.toMatchObject({ code: 'not_found' })
    const { reply_to } = await world.message(done)
    await expect(act(reply_to!)).rejects.toMatchObject({ code: 'not_found' })
  }
  await expect(retry(ids['held']!)).rejects.toMatchObject({ code: 'conflict', message: /other answers/ })
  await expect(retry(ids['failed']!)).rejects.toMatchObject({ code: 'conflict', message: /\(removed\)/ })
  expect(await world.audited()).toHaveLength(before)
})

test('an answer that is taken out ends once, with its error and a record of who did it; what stood behind it goes on', async () => {
  await using world = await open()
  const { messageId, sessionId } = await world.send()
  const next = await world.send({ sessionId })
  await world.relay()
  const outcomes = await Promise.all([
    removeAnswerJob(world.deps, world.audit, messageId),
    removeAnswerJob(world.deps, world.audit, messageId),
  ])
  expect(outcomes.toSorted()).toEqual(['removed', 'unchanged'])
  expect(await world.message(messageId)).toMatchObject({
    status: 'error',
    error_code: 'removed',
    error_retryable: true,
    content: '',
  })
  expect(await world.message(next.messageId)).toMatchObject({ status: 'queued', dispatch_no: 1 })
  expect(await world.audited()).toMatchObject([{ action: 'job_removed', facts: { answer: messageId, dispatch: 1 } }])
  await world.deps.background.settled()
  const job = { kind: 'generate', message_id: messageId, dispatch_no: 1 } as const
  expect(await world.queues.stateOf(job)).toBe('missing')
})

test('an end that comes first stands: a stop and a removal at once leave one end, and one of them is told', async () => {
  await using world = await open()
  for (let n = 0; n < 10; n++) {
    const { messageId } = await world.send()
    const [removal, cancel] = await Promise.allSettled([
      removeAnswerJob(world.deps, world.audit, messageId),
      cancelMessage(world.deps, { userId: world.userId, id: messageId, seen: undefined }),
    ])
    expect(cancel.status).toBe('fulfilled')
    const { status } = await world.message(messageId)
    expect([status, removal.status]).toEqual(
      status === 'cancelled' ? ['cancelled', 'rejected'] : ['error', 'fulfilled'],
    )
  }
})

test('the job of a title is listed by its answer, removed, and ordered again', async () => {
  await using world = await open()
  const { messageId } = await world.send()
  await world.complete(messageId, (await world.claim(messageId)).epoch)
  await world.relay()
  const job = { kind: 'title', message_id: messageId, dispatch_no: 1 } as const
  const page = { limit: 100, offset: 0 }
  const listed = async () =>
    (await listTitleJobs(world.deps, 'waiting', page)).items.filter(({ id }) => id === messageId)
  expect(await listed()).toMatchObject([{ user_id: world.userId, state: 'waiting', since: expect.any(Date) }])
  expect(await retryTitleJob(world.deps, world.audit, messageId)).toBe('unchanged')
  expect(await removeTitleJob(world.deps, world.audit, messageId)).toBe('removed')
  expect(await removeTitleJob(world.deps, world.audit, messageId)).toBe('unchanged')
  expect([await listed(), await world.queues.stateOf(job)]).toEqual([[], 'missing'])
  expect(await retryTitleJob(world.deps, world.audit, messageId)).toBe('ordered')
  await world.relay()
  expect(await world.queues.stateOf(job)).toBe('waiting')
  expect((await world.audited()).map(({ action, facts }) => [action, facts['queue']])).toEqual([
    ['job_removed', 'default'],
    ['job_retried', 'default'],
  ])
  await world.db('sessions').update({ title: 'Tides' })
  await expect(retryTitleJob(world.deps, world.audit, messageId)).rejects.toMatchObject({ code: 'conflict' })
  await removeTitleJob(world.deps, world.audit, messageId)
})
