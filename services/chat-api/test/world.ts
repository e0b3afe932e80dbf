import { newId } from '@continuo/contract'
import { identityKeys } from '@continuo/testkit'
import { createMetrics, createLogger } from '@continuo/telemetry'
import { createRedisStore, connectRedis } from '@continuo/stream-log/redis'
import { createReader } from '@continuo/stream-log/reader'
import { createControl } from '@continuo/stream-log/control'
import { createAdmin } from '@continuo/stream-log/admin'
import { createWriter } from '@continuo/stream-log/writer'
import { Background } from '../src/background.ts'
import { readConfig } from '../src/config.ts'
import { createDatabase } from '../src/db/knex.ts'
import type { MessageRow, OutboxRow } from '../src/db/tables.ts'
import type { Deps } from '../src/deps.ts'
import { createEvents } from '../src/events.ts'
import { claimMessage } from '../src/generations/claim.ts'
import { type CompleteCommand, completeMessage } from '../src/generations/complete.ts'
import { type SendCommand, sendMessage } from '../src/messages/send-message.ts'
import { createJobQueues } from '../src/outbox/queues.ts'
import { createGuest } from '../src/sessions/users.ts'
import { sha256Hex } from '../src/sha256.ts'
import { createDatabaseForTest, redisUrl } from './stores.ts'

export interface WorldOptions {
  /** Changes of the limits, e.g. short leases. */
  readonly limits?: Partial<Deps['limits']>
  /** Default: the real one. */
  readonly redisUrl?: string
}

/** The parts of chat-api on a database of its own, without its loops: what happens is what the test calls. */
export async function createWorld(options: WorldOptions = {}) {
  const resources = new AsyncDisposableStack()
  const database = resources.use(await createDatabaseForTest())
  const redis = options.redisUrl ?? redisUrl()
  const config = readConfig({
    DATABASE_URL: database.url,
    REDIS_URL: redis,
    IDENTITY_PUBLIC_KEYS: identityKeys.publicKeys,
  })
  const db = createDatabase({ url: database.url, poolMax: 30 })
  resources.defer(() => db.destroy())
  const logger = createLogger({ service: 'test', level: 'silent' })
  const connection = connectRedis(redis, 'command', { name: 'chat-api-test', onError: () => {} })
  resources.defer(() => connection.disconnect())
  const store = createRedisStore(connection)
  const queues = resources.use(createJobQueues(redis, logger))
  const background = resources.use(new Background(logger))
  const metrics = createMetrics('chat-api')
  const deps: Deps = {
    db,
    streams: { reader: createReader(store), control: createControl(store), admin: createAdmin(store) },
    wakeRelay: () => {},
    background,
    events: createEvents(metrics),
    logger,
    // one user's messages go at once, but where a test wants them held back
    limits: { ...config.generation, userConcurrency: 1_000, ...options.limits },
  }
  const newUser = async () => (await createGuest(db)).id
  const userId = await newUser()

  const message = async (id: string): Promise<MessageRow> => {
    const row = await db('messages').where({ id }).first('*')
    if (!row) throw new Error(`no message ${id}`)
    return row
  }
  /** Accepts a message of the world's user; in a new session when none is named. */
  const send = (command: Partial<SendCommand> = {}) =>
    sendMessage(deps, { userId, content: 'Hello', createSession: false, ...command })

  /** Claims the present dispatch of a message; fails when that is refused. */
  const claim = async (messageId: string, workerId = 'worker-1') => {
    const { dispatch_no } = await message(messageId)
    const outcome = await claimMessage(deps, { messageId, dispatchNo: dispatch_no, workerId })
    if ('refused' in outcome) throw new Error(`claim refused: ${outcome.refused.reason}`)
    return outcome.claimed
  }
  const complete = (messageId: string, epoch: number, change: Partial<CompleteCommand> = {}) => {
    const text = change.text ?? 'Hi there'
    return completeMessage(deps, {
      messageId,
      epoch,
      seq: 2,
      thinking: '',
      usage: { input_tokens: 3, output_tokens: 2 },
      stopReason: 'end_turn',
      model: 'm-1',
      latencyMs: 10,
      firstTokenMs: 5,
      ...change,
      text,
      sha256: change.sha256 ?? sha256Hex(text),
    })
  }
  const outbox = (): Promise<OutboxRow[]> => db('outbox').orderBy('id').select('*')
  /** As if the time had passed: moves a column of one message into the past. */
  const age = (
    id: string,
    column: 'lease_until' | 'deadline_at' | 'expires_at' | 'queue_checked_at' | 'completed_at',
  ) =>
    db('messages')
      .where({ id })
      .update({ [column]: db.raw("clock_timestamp() - interval '1 hour'") })

  return {
    database,
    config,
    db,
    deps,
    queues,
    redis: connection,
    writer: createWriter(store),
    userId,
    newUser,
    newId,
    message,
    send,
    claim,
    complete,
    outbox,
    age,
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}

export type World = Awaited<ReturnType<typeof createWorld>>
