import { AppError, newId } from '@continuo/contract'
import { expect, test } from 'vitest'
import { type World, createWorld } from '../../test/world.ts'
import { auditOf } from '../audit/audit.ts'
import { claimMessage } from '../generations/claim.ts'
import { failMessage } from '../generations/complete.ts'
import { releaseMessage } from '../generations/release.ts'
import { cancelMessage } from '../messages/cancel-message.ts'
import { retryMessage } from '../messages/retry-message.ts'
import { repairAbandoned } from '../reconcile/repairs.ts'
import { deleteSession } from '../sessions/delete-session.ts'
import { setBudget } from './budget-store.ts'
import { readStandings } from './standing.ts'
import { nobody, usageOf } from './usage-store.ts'

/** Of the world's answers, when `complete` is not told otherwise: 3 of the prompt, 2 of the answer. */
const answerTokens = 5

const budget = ({ db, userId }: World, tokens: number, period: 'day' | 'month' = 'day') =>
  setBudget(db, auditOf({}), { userId, group: undefined, period, tokens })
const standing = async ({ db, deps, userId }: World) => (await readStandings(db, userId, deps.limits)).budgets
const use = (world: World, tokens: number) =>
  world.db('usage_days').insert({
    user_id: world.userId,
    day: world.db.raw("(now() at time zone 'UTC')::date"),
    model: 'm-0',
    output_tokens: tokens,
  })
const operator = async ({ db }: World) => {
  const [row] = await db('usage_days').sum({
    attempts: 'attempts',
    input: 'total_input_tokens',
    output: 'total_output_tokens',
    answers: 'answers',
  })
  return Object.fromEntries(Object.entries(row as object).map(([name, value]) => [name, Number(value ?? 0)]))
}
const finish = async (world: World, id: string) => world.complete(id, (await world.claim(id)).epoch)
const tryClaim = async (world: World, messageId: string, maxOutputTokens = 100) =>
  claimMessage(world.deps, {
    messageId,
    dispatchNo: (await world.message(messageId)).dispatch_no,
    workerId: 'worker-1',
    maxOutputTokens,
  })

test('what an answer takes is set aside at the claim, and booked with its end', async () => {
  await using world = await createWorld()
  await budget(world, 1_000)
  const { messageId } = await world.send()
  const { epoch } = await world.claim(messageId)
  const [running] = await standing(world)
  expect(running).toMatchObject({ used: 0, tokens: 1_000 })
  expect(running!.reserved).toBeGreaterThan(16_000)
  await world.complete(messageId, epoch)
  expect(await standing(world)).toMatchObject([{ used: answerTokens, reserved: 0 }])
  await world.complete(messageId, epoch)
  expect(await standing(world), 'a repeated end books nothing').toMatchObject([{ used: answerTokens, reserved: 0 }])
  expect(await usageOf(world.db, world.userId)).toEqual({
    day: { answers: 1, input_tokens: 3, output_tokens: 2 },
    month: { answers: 1, input_tokens: 3, output_tokens: 2 },
  })
})

test('a send beyond the budget is refused with the time of the next, and leaves no trace; a repeat of an old one is not', async () => {
  await using world = await createWorld()
  const first = { id: newId(), sessionId: newId(), createSession: true, content: 'before' }
  const accepted = await world.send(first)
  await finish(world, accepted.messageId)
  await budget(world, answerTokens)
  const before = await world.db('messages').count()
  const refusal = await world.send().catch((error: unknown) => error)
  const midnight = new Date()
  midnight.setUTCHours(24, 0, 0, 0)
  expect(refusal).toBeInstanceOf(AppError)
  expect(refusal).toMatchObject({ code: 'budget_exceeded', resetsAt: midnight.toISOString() })
  expect((refusal as AppError).retryAfterS).toBeLessThanOrEqual(86_400)
  await expect(retryMessage(world.deps, { userId: world.userId, id: accepted.messageId })).rejects.toMatchObject({
    code: 'budget_exceeded',
  })
  expect(await world.db('messages').count()).toEqual(before)
  expect(await world.send(first)).toEqual({ ...accepted, replayed: true })
})

test('an answer that meets the end of its budget in the queue ends as `budget`, before any model call', async () => {
  await using world = await createWorld()
  const { messageId } = await world.send()
  await use(world, 100)
  await budget(world, 100, 'month')
  expect(await tryClaim(world, messageId)).toEqual({ refused: { reason: 'budget', retry_in_ms: 0 } })
  const row = await world.message(messageId)
  expect(row).toMatchObject({ status: 'error', error_code: 'budget', error_retryable: false, claims: 0 })
  const now = new Date()
  const next = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1)).toISOString()
  expect(row.error_message).toContain(next)
  expect(await operator(world)).toMatchObject({ attempts: 0 })
})

test('while running answers may take what is left, the next one waits and goes on when they have ended', async () => {
  await using world = await createWorld()
  await budget(world, 1_000)
  const [first, second] = [await world.send(), await world.send()]
  const { epoch } = await world.claim(first.messageId)
  expect(await tryClaim(world, second.messageId)).toEqual({ refused: { reason: 'promised', retry_in_ms: 0 } })
  const waiting = await world.message(second.messageId)
  expect(waiting).toMatchObject({ status: 'queued', dispatch_no: 2, epoch: 0, claims: 0 })
  const orders = await world.db('outbox').where({ message_id: second.messageId, dispatch_no: 2 })
  expect(orders).toMatchObject([{ sent_at: null }])
  await world.complete(first.messageId, epoch)
  expect(await tryClaim(world, second.messageId)).toMatchObject({ claimed: { epoch: 1 } })
})

test('of fifty parallel claims as many go ahead as there is room for, and one more at most', async () => {
  await using world = await createWorld()
  await budget(world, 350)
  const sent = await Promise.all(Array.from({ length: 50 }, (_, n) => world.send({ content: `m${n}` })))
  const outcomes = await Promise.all(sent.map(({ messageId }) => tryClaim(world, messageId, 100)))
  const claimed = outcomes.flatMap((outcome) => ('claimed' in outcome ? [outcome.claimed] : []))
  const [{ reserved } = { reserved: 0 }] = await standing(world)
  const each = reserved / claimed.length
  expect((claimed.length - 1) * each).toBeLessThan(350)
  expect(reserved).toBeGreaterThanOrEqual(350)
  for (const { message_id, epoch } of claimed)
    await world.complete(message_id, epoch, { usage: { input_tokens: 1, output_tokens: 100 } })
  const [{ used } = { used: 0 }] = await standing(world)
  expect(used).toBeLessThanOrEqual(350 + each)
})

test('a group shares one budget: what one member uses another has not', async () => {
  await using world = await createWorld()
  const { db } = world
  const colleague = await world.newUser()
  await db('users')
    .whereIn('id', [world.userId, colleague])
    .update({ groups: ['desk', 'others'] })
  await setBudget(db, auditOf({}), { userId: undefined, group: 'desk', period: 'day', tokens: answerTokens })
  await finish(world, (await world.send()).messageId)
  await expect(world.send({ userId: colleague })).rejects.toMatchObject({
    code: 'budget_exceeded',
    message: expect.stringContaining('desk') as string,
  })
  await expect(world.send({ userId: await world.newUser() })).resolves.toMatchObject({ replayed: false })
})

test('usual budgets count for whoever has none of their own', async () => {
  await using world = await createWorld({ limits: { userTokens: { day: answerTokens, month: undefined } } })
  await finish(world, (await world.send()).messageId)
  await expect(world.send()).rejects.toMatchObject({ code: 'budget_exceeded' })
  await budget(world, 1_000)
  await expect(world.send()).resolves.toMatchObject({ replayed: false })
})

test('what was used yesterday counts for the month and not for today', async () => {
  await using world = await createWorld()
  await budget(world, 50)
  await use(world, 100)
  await world.db('usage_days').update({ day: world.db.raw("(now() at time zone 'UTC')::date - 1") })
  expect(await standing(world)).toMatchObject([{ period: 'day', used: 0 }])
})

test('a lost attempt is counted for the operator only; the answer is counted once for the user', async () => {
  await using world = await createWorld()
  await budget(world, 1_000_000)
  const { messageId } = await world.send({ content: 'x'.repeat(35) })
  await world.claim(messageId)
  await world
    .db('messages')
    .where({ id: messageId })
    .update({ content: 'y'.repeat(70) })
  await world.age(messageId, 'lease_until')
  await repairAbandoned({ ...world.deps, queues: world.queues }, 10)
  expect(await operator(world)).toEqual({ attempts: 1, input: 10, output: 20, answers: 0 })
  expect(await standing(world), 'what was set aside stays so').toMatchObject([{ used: 0, reserved: 16_010 }])
  await finish(world, messageId)
  expect(await operator(world)).toEqual({ attempts: 2, input: 13, output: 22, answers: 1 })
  expect(await standing(world)).toMatchObject([{ used: answerTokens, reserved: 0 }])
})

test('an answer that has begun is finished, even when its budget has been used up meanwhile', async () => {
  await using world = await createWorld()
  await budget(world, 100)
  const { messageId } = await world.send()
  const { epoch } = await world.claim(messageId)
  await use(world, 500)
  const word = { messageId, epoch, seq: 0, text: 'half', thinking: '', usage: { input_tokens: 3, output_tokens: 1 } }
  await releaseMessage(world.deps, { ...word, reason: 'retry', delayMs: 0, code: 'overloaded' })
  await finish(world, messageId)
  expect(await world.message(messageId)).toMatchObject({ status: 'completed' })
  expect(await operator(world)).toMatchObject({ attempts: 2, input: 6, output: 3 })
})

test('a failure costs its user nothing, and gives back what was set aside', async () => {
  await using world = await createWorld()
  await budget(world, 100)
  const { messageId } = await world.send()
  const { epoch } = await world.claim(messageId)
  const failure = { code: 'overloaded', message: 'busy', retryAfterS: undefined }
  const word = { messageId, epoch, seq: 0, text: '', thinking: '', usage: { input_tokens: 40, output_tokens: 0 } }
  await failMessage(world.deps, { ...word, failure, model: 'm-1', latencyMs: 1 })
  expect(await standing(world)).toMatchObject([{ used: 0, reserved: 0 }])
  expect(await operator(world)).toEqual({ attempts: 1, input: 40, output: 0, answers: 0 })
})

test.each<[string, (world: World, message: { sessionId: string; messageId: string }) => Promise<unknown>]>([
  ['stopping', ({ deps, userId }, { messageId }) => cancelMessage(deps, { userId, id: messageId, seen: undefined })],
  ['deleting', ({ deps, userId }, { sessionId }) => deleteSession(deps, { userId, id: sessionId })],
])('%s an answer is no way around the budget: its prompt and what there is of it are paid for', async (_name, end) => {
  await using world = await createWorld()
  await budget(world, 100)
  const sent = await world.send({ content: 'x'.repeat(35) })
  await world.claim(sent.messageId)
  await world
    .db('messages')
    .where({ id: sent.messageId })
    .update({ content: 'y'.repeat(70), content_epoch: 1 })
  await end(world, sent)
  expect(await standing(world)).toMatchObject([{ used: 30, reserved: 0 }])
  expect(await operator(world)).toMatchObject({ attempts: 1, input: 10, output: 20 })
})

test('a message that was stopped before any model call costs nobody anything', async () => {
  await using world = await createWorld()
  const { messageId } = await world.send()
  await cancelMessage(world.deps, { userId: world.userId, id: messageId, seen: undefined })
  expect(await world.db('usage_days')).toEqual([])
})

test('when somebody leaves, their usage stays and no longer says whose it was', async () => {
  await using world = await createWorld()
  await finish(world, (await world.send()).messageId)
  await world
    .db('usage_days')
    .insert({ user_id: nobody, day: world.db.raw("(now() at time zone 'UTC')::date"), model: 'm-1', attempts: 2 })
  await budget(world, 10)
  await world.db('users').where({ id: world.userId }).delete()
  expect(await world.db('usage_days')).toMatchObject([{ user_id: nobody, model: 'm-1', answers: 1, attempts: 3 }])
  expect(await world.db('budgets')).toEqual([])
})
