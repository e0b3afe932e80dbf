import { Client } from 'pg'
import { expect, test } from 'vitest'
import { queueStates } from '@continuo/contract'
import { createQueueBoard } from '../src/limits/queue-board.ts'
import { listMessages } from '../src/messages/message-queries.ts'
import { retryMessage } from '../src/messages/retry-message.ts'
import { sync } from '../src/messages/sync.ts'
import { updateSession } from '../src/sessions/change-session.ts'
import { listAnswerJobs } from '../src/queue/list-jobs.ts'
import { createQueueReporter } from '../src/queue/report.ts'
import { listSessions } from '../src/sessions/session-store.ts'
import { type World, createWorld } from './world.ts'

/** A table that an index is worth: 20,000 sessions, 100 of them and their 10,000 messages of the world's user. */
async function fill({ db, userId, newUser }: World): Promise<void> {
  const other = await newUser()
  await db.raw(
    `insert into sessions (id, user_id, last_message_at, next_position, message_count)
     select gen_random_uuid(), case when n % 200 = 0 then ?::uuid else ?::uuid end, now() - n * interval '1 minute', 101, 100
     from generate_series(1, 20000) n`,
    [userId, other],
  )
  await db.raw(
    `insert into messages (id, session_id, user_id, role, position, status, content, body_hash, reply_to, completed_at)
     select gen_random_uuid(), s.id, s.user_id, case when p % 2 = 1 then 'user' else 'assistant' end, p, 'completed',
       repeat('text ', 50), 'hash', s.id, s.last_message_at
     from sessions s, generate_series(1, 100) p where s.user_id = ? or p <= 2`,
    [userId],
  )
  await db.raw('vacuum analyze sessions, messages')
}

interface Statement {
  sql: string
  bindings: unknown[]
}

test('no call of a user reads a whole table: every statement of sending, reading and syncing goes by an index', async () => {
  await using world = await createWorld()
  const { db, deps, userId } = world
  await fill(world)
  const statements: Statement[] = []
  db.on('query', ({ sql, bindings }: Statement) => statements.push({ sql, bindings }))

  const page = await listSessions(db, { userId, limit: 50, before: undefined })
  const { id: sessionId, last_message_at: at } = page[25]!
  await listSessions(db, { userId, limit: 50, before: { at, id: sessionId } })
  await updateSession(deps, { userId, id: sessionId, fields: { pinned: true } })
  await updateSession(deps, { userId, id: sessionId, fields: { read: true } })
  const { items } = await listMessages(db, { userId, sessionId, limit: 50, before: undefined })
  await listMessages(db, { userId, sessionId, limit: 50, before: items.at(-1)!.position })
  const { token } = await sync(db, { userId, since: undefined, limit: 200 })
  await sync(db, { userId, since: token, limit: 200 })
  const sent = await world.send({ sessionId, content: 'next', base: items[0]!.id })
  await world.complete(sent.messageId, (await world.claim(sent.messageId)).epoch)
  await retryMessage(deps, { userId, id: sent.messageId })

  expect(statements.length).toBeGreaterThan(25)
  expect(await scans(world, statements)).toEqual([])
})

test('neither the queue as administrators see it nor the places of those who wait read the whole table', async () => {
  await using world = await createWorld()
  const { db, deps, queues } = world
  await fill(world)
  const { messageId } = await world.send()
  const statements: Statement[] = []
  db.on('query', ({ sql, bindings }: Statement) => statements.push({ sql, bindings }))

  const reporter = createQueueReporter({ db, queues })
  await reporter.report()
  await reporter.failures(86_400)
  for (const state of queueStates) await listAnswerJobs(db, state, { limit: 50, before: messageId })
  expect(await createQueueBoard(deps).placeOf(messageId)).toEqual({ ahead: 0, estimateS: undefined })

  expect(statements.length).toBeGreaterThan(15)
  expect(await scans(world, statements)).toEqual([])
})

/** The statements that read a whole table, with their plans. */
async function scans({ database }: World, statements: Statement[]) {
  await using explaining = await connect(database.url)
  const plans = []
  for (const { sql, bindings } of statements.filter((each) => /^(select|update|insert|with)/.test(each.sql)))
    plans.push({ sql, plan: await explaining.plan(sql, bindings) })
  return plans.filter(({ plan }) => /Seq Scan on (messages|sessions|tombstones)/.test(plan))
}

async function connect(connectionString: string) {
  const client = new Client({ connectionString })
  await client.connect()
  return {
    plan: async (sql: string, bindings: unknown[]) => {
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${sql}`, bindings)
      return rows.map((row) => row['QUERY PLAN']).join('\n')
    },
    [Symbol.asyncDispose]: () => client.end(),
  }
}
