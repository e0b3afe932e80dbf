import type { Client } from 'pg'
import { askWithoutPause } from './ask-without-pause.ts'
import { cutStreams } from './cut-streams.ts'
import type { Fault, Lab } from './fault.ts'

const none = async () => () => {}

/** Takes all parts of a kind away, and brings them back. */
const without =
  (...jobs: Parameters<Lab['partsOf']>[0][]): Fault['inject'] =>
  async ({ partsOf }) => {
    const gone = jobs.flatMap(partsOf)
    await Promise.all(gone.map(({ service }) => service.pause()))
    return async () => void (await Promise.all(gone.map(({ service }) => service.resume())))
  }

/** Each fault is real: processes, stores and the model's server are ill-treated, no metric is faked. */
export const faults: readonly Fault[] = [
  {
    title: 'the model server answers 404 to every call',
    alerts: ['ContinuoAnswersFailing (page)'],
    traffic: { people: 12, perSecond: 3, keywords: '[fault:404 times=99]' },
    inject: none,
  },
  {
    title: 'the model server takes 12 s to its first token',
    alerts: ['ContinuoFirstTokenSlow (page)'],
    traffic: { people: 20, perSecond: 2, keywords: '[ttft:12000]' },
    inject: none,
  },
  {
    title: 'more long answers are asked for than there are slots',
    alerts: ['ContinuoQueueSlow (page)'],
    traffic: { people: 60, perSecond: 8, keywords: '[tokens:240] [tps:20]' },
    inject: async ({ partsOf }) => {
      const generators = partsOf('generator')
      // what has piled up is worked off as its runbook says: by more slots
      return async () => {
        await Promise.all(generators.map(({ service }) => service.pause()))
        await Promise.all(generators.map(({ service }) => service.resume({ GENERATOR_CONCURRENCY: '150' })))
      }
    },
  },
  {
    title: 'something cuts every stream after a second',
    alerts: ['ContinuoStreamsBreaking (page)'],
    inject: ({ stack }) => cutStreams(stack.urls[0]!),
  },
  {
    title: 'chat-api is gone',
    alerts: ['ContinuoMessagesNotAccepted (page)', 'ContinuoServiceAbsent chat-api (page)'],
    inject: without('chat-api'),
  },
  { title: 'all gateways are gone', alerts: ['ContinuoServiceAbsent gateway (page)'], inject: without('gateway') },
  {
    title: 'all generators are gone',
    alerts: ['ContinuoServiceAbsent generator (page)', 'ContinuoNoWorkers (page)', 'ContinuoQueueTooOld (ticket)'],
    inject: without('generator'),
  },
  {
    title: 'generators are killed again and again in the middle of answers',
    alerts: ['ContinuoLeaseExpiries (ticket)'],
    traffic: { people: 12, perSecond: 3, keywords: '[tokens:200] [tps:20]' },
    inject: async ({ partsOf }) => {
      const kill = () => {
        for (const { service } of partsOf('generator')) if (service.pid) process.kill(service.pid, 'SIGKILL')
      }
      kill()
      const timer = setInterval(kill, 6_000)
      return () => clearInterval(timer)
    },
  },
  {
    title: 'the model server is overloaded (529)',
    alerts: ['ContinuoModelFailing (page)'],
    traffic: { people: 12, perSecond: 5, keywords: '[fault:529 times=99]' },
    inject: none,
  },
  {
    title: 'the key of the model server is wrong (401)',
    alerts: ['ContinuoModelRefusesUs (page)'],
    traffic: { people: 12, perSecond: 3, keywords: '[fault:401 times=99]' },
    inject: none,
  },
  {
    title: 'Redis is stopped',
    alerts: ['ContinuoOutboxStuck (page)', 'ContinuoGatewayCutOff (page)'],
    inject: async ({ stack }) => {
      await stack.redis!.stop()
      return () => stack.redis!.start()
    },
  },
  {
    title: 'PostgreSQL is stopped',
    alerts: ['ContinuoReconcilerStopped (page)'],
    inject: async ({ stack }) => {
      await stack.postgres!.stop()
      return () => stack.postgres!.start()
    },
  },
  {
    title: 'somebody holds a lock on the table of messages',
    alerts: ['ContinuoDatabasePoolExhausted (ticket)'],
    inject: async ({ connect }) => {
      const client = await connect()
      await client.query('begin; lock table messages in access exclusive mode')
      return () => client.end()
    },
  },
  {
    title: 'other programs take PostgreSQL’s connections',
    alerts: ['ContinuoPostgresConnectionsHigh (ticket)'],
    inject: async ({ connect }) => {
      const clients: Client[] = []
      for (let n = 0; n < 172; n++) clients.push(await connect())
      return async () => void (await Promise.all(clients.map((client) => client.end())))
    },
  },
  {
    title: 'the newest migration is missing',
    alerts: ['ContinuoSchemaTooOld (page)'],
    inject: async ({ connect }) => {
      const client = await connect()
      const newest = 'id = (select max(id) from schema_migrations)'
      const { rows } = await client.query<Record<string, unknown>>(
        `delete from schema_migrations where ${newest} returning *`,
      )
      return async () => {
        const { id, name, batch, migration_time } = rows[0]!
        await client.query('insert into schema_migrations values ($1, $2, $3, $4)', [id, name, batch, migration_time])
        await client.end()
      }
    },
  },
  {
    title: 'the janitor’s schedule is suspended',
    alerts: ['ContinuoJanitorNotRun (ticket)'],
    inject: async ({ stack }) => {
      stack.suspendJanitor(true)
      return async () => {
        stack.suspendJanitor(false)
        await stack.runJanitor()
      }
    },
  },
  {
    title: 'a gateway is asked for the API’s document without a pause',
    alerts: ['ContinuoEventLoopBlocked (ticket)'],
    inject: async ({ stack }) => askWithoutPause(stack.urls[0]!),
  },
  {
    title: 'Redis has hardly more memory than it uses',
    alerts: ['ContinuoRedisMemoryHigh (ticket)'],
    inject: async ({ redis }) => {
      await limitRedis(redis, 1.08)
      return async () => void (await redis.config('SET', 'maxmemory', '0'))
    },
  },
  {
    title: 'Redis is full and may evict',
    alerts: ['ContinuoRedisEvicting (page)'],
    inject: async ({ redis }) => {
      await redis.config('SET', 'maxmemory-policy', 'allkeys-lru')
      await limitRedis(redis, 0.97)
      return async () => {
        await redis.config('SET', 'maxmemory', '0')
        await redis.config('SET', 'maxmemory-policy', 'noeviction')
      }
    },
  },
]

async function limitRedis(redis: Lab['redis'], share: number): Promise<void> {
  const [, used] = /used_memory:(\d+)/.exec(await redis.info('memory')) ?? []
  await redis.config('SET', 'maxmemory', String(Math.round(Number(used) * share)))
}
