import { expectedAnswer } from '@continuo/model-stand-in'
import { AppError } from '@continuo/contract'
import type { StreamRef } from '@continuo/stream-log/writer'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Harness, openHarness } from './harness.ts'

let h: Harness
beforeEach(async () => {
  h = await openHarness({ tps: 100 })
})
afterEach(() => h[Symbol.asyncDispose]())

const answerTo = (prompt: string) => expectedAnswer([{ role: 'user', content: prompt }])
/** About three seconds of answer. */
const long = 'Write about the moon [tokens:300]'
const of =
  ({ messageId }: StreamRef) =>
  (request: { message_id: string }) =>
    request.message_id === messageId
/** The model server has sent this much of the answer. */
const sent = (units: number) => h.standIn.transcript.waitFor((record) => record.sentText.length >= units)
const modelCalls = () => h.standIn.transcript.count({ kind: 'answer' })

test('Redis lost in the middle of an answer: the text comes back as a snapshot, and no second call is made', async () => {
  await h.start()
  const ref = await h.send(long)
  await sent(200)
  await h.redis.stop()
  await h.redis.start()
  const complete = await h.api.waitFor('complete', of(ref))
  expect(complete).toMatchObject({ epoch: 2, text: answerTo(long) })
  expect(modelCalls()).toBe(1)
  expect(await h.reader.readText(ref)).toMatchObject({
    kind: 'text',
    state: { text: answerTo(long), at: { epoch: 2, seq: complete.seq } },
  })
  const next = await h.send('And now? [tps:0]')
  await h.api.waitFor('complete', of(next))
})

test('Redis lost while nothing is written: the heartbeat notices, and viewers get the text back', async () => {
  await h.start()
  const prompt = 'Slowly [tps:0] [fault:hang after=40]'
  const ref = await h.send(prompt)
  await h.api.waitFor('checkpoint', of(ref))
  await h.redis.client.flushall()
  await h.api.waitFor('renewEpoch', of(ref))
  const record = await h.standIn.transcript.waitFor(({ kind }) => kind === 'answer')
  await expect
    .poll(() => h.reader.readText(ref))
    .toMatchObject({ state: { text: record.sentText, at: { epoch: 2, seq: 1 } } })
  expect(modelCalls()).toBe(1)
})

test('Redis away while an answer ends: chat-api gets the whole answer all the same', async () => {
  await h.start()
  const ref = await h.send(long)
  await sent(200)
  await h.redis.stop()
  const complete = await h.api.waitFor('complete', of(ref))
  expect(complete.text).toBe(answerTo(long))
  expect(modelCalls()).toBe(1)
  await h.redis.start()
})

test('chat-api away while an answer ends: the text is kept and stored when it is back, without a second call', async () => {
  await h.start()
  const ref = await h.send(long)
  await sent(200)
  let refused = 0
  const away = () => (++refused < 12 ? new AppError('unavailable', 'Postgres is away') : undefined)
  h.api.failing = { renewLeases: away, checkpoint: away, complete: away }
  expect(await h.api.waitFor('complete', of(ref))).toMatchObject({ epoch: 1, text: answerTo(long) })
  expect(modelCalls()).toBe(1)
})

test('a stop ends the call to the model server, and nothing is said afterwards', async () => {
  await h.start()
  const ref = await h.send(long)
  await sent(200)
  const message = h.api.messages.get(ref.messageId)!
  message.status = 'cancelled'
  message.epoch += 1
  await h.control.publishStop(ref.sessionId, { message_id: ref.messageId, epoch: 1 })
  const stoppedAt = Date.now()
  const record = await h.standIn.transcript.waitFor(({ outcome }) => outcome === 'client_closed')
  expect(record.endedAt! - stoppedAt).toBeLessThan(2_000)
  expect(h.api.calls.filter(({ method }) => ['complete', 'fail', 'release'].includes(method))).toEqual([])
})

test('a stop that is lost on its way is found out by the next lease renewal', async () => {
  await h.start()
  const ref = await h.send(long)
  await sent(200)
  h.api.messages.get(ref.messageId)!.status = 'cancelled'
  await h.standIn.transcript.waitFor(({ outcome }) => outcome === 'client_closed')
})

test('a writer whose epoch is over ends its call and leaves the log to the newer one', async () => {
  // No renewals and no heartbeats, so that it is the refused append alone that tells it.
  await h.start({ LEASE_RENEW_MS: '600000', HEARTBEAT_MS: '600000' })
  const ref = await h.send(long)
  await sent(200)
  const newer = await h.writer.open({ ref, epoch: 5, opening: { type: 'reset', reason: 'rerun' } })
  expect(newer.kind).toBe('ok')
  await h.standIn.transcript.waitFor(({ outcome }) => outcome === 'client_closed')
  expect(await h.reader.readText(ref)).toMatchObject({ state: { text: '', at: { epoch: 5, seq: 1 } } })
  expect(h.api.calls.filter(({ method }) => ['complete', 'fail', 'release'].includes(method))).toEqual([])
})

test('a lost lock of the queue does not stop an answer whose lease is good', async () => {
  await h.start()
  const ref = await h.send(long)
  await sent(100)
  await h.redis.client.flushall()
  expect(await h.api.waitFor('complete', of(ref))).toMatchObject({ text: answerTo(long) })
  expect(modelCalls()).toBe(1)
})

test('a drained generator hands over at once, and the next one goes on with the text', async () => {
  const first = await h.start()
  const ref = await h.send(long)
  await sent(200)
  const leaving = first[Symbol.asyncDispose]()
  const release = await h.api.waitFor('release', of(ref))
  expect(release).toMatchObject({ reason: 'drain', delay_ms: 0 })
  expect(release.text).not.toBe('')
  await leaving
  await h.start()
  const complete = await h.api.waitFor('complete', of(ref))
  expect(complete.text).toBe(answerTo(long))
  expect(h.standIn.transcript.requests({ kind: 'answer' })[1]).toMatchObject({ seam: 'exact' })
})

test('a drained generator lets answers finish that can within its time', async () => {
  const first = await h.start({ DRAIN_MS: '20000' })
  const ref = await h.send(long)
  await sent(200)
  await first[Symbol.asyncDispose]()
  expect(h.api.calls.filter(({ method }) => method === 'release')).toEqual([])
  expect(await h.api.waitFor('complete', of(ref))).toMatchObject({ text: answerTo(long) })
})

/** A message whose first writer has died, with `kept` in Postgres and `logged` in the log. */
async function orphan(prompt: string, kept: string, logged: string): Promise<StreamRef> {
  const ref = await h.send(prompt)
  const message = h.api.messages.get(ref.messageId)!
  Object.assign(message, { epoch: 2, attempts: 1, kept: { epoch: 1, seq: 3, text: kept } })
  const opening = { type: 'snapshot', text: logged, status: 'generating', recovering: true } as const
  expect((await h.writer.open({ ref, epoch: 2, opening })).kind).toBe('ok')
  return ref
}

test('after a crash the answer goes on from the longer of checkpoint and log', async () => {
  const [sun, sea] = ['Write about the sun [tokens:120]', 'Write about the sea [tokens:120]'] as const
  const one = await orphan(sun, answerTo(sun).slice(0, 50), answerTo(sun).slice(0, 90))
  const two = await orphan(sea, answerTo(sea).slice(0, 90), answerTo(sea).slice(0, 50))
  await h.start()
  for (const [ref, prompt] of [
    [one, sun],
    [two, sea],
  ] as const) {
    const whole = answerTo(prompt)
    const complete = await h.api.waitFor('complete', of(ref))
    expect(complete).toMatchObject({ epoch: 3, text: whole })
    expect(await h.reader.readText(ref)).toMatchObject({ state: { text: whole, at: { epoch: 3 } } })
  }
  expect(h.standIn.transcript.requests({ kind: 'answer' }).map(({ seam }) => seam)).toEqual(['exact', 'exact'])
})

test('a continuation that repeats the end of what was said is trimmed', async () => {
  const prompt = 'Write about the stars [tokens:120] [overlap:40]'
  const whole = answerTo(prompt)
  const ref = await orphan(prompt, '', whole.slice(0, 150))
  await h.start()
  expect(await h.api.waitFor('complete', of(ref))).toMatchObject({ text: whole })
})

test('an answer that was complete but for its end is completed with nothing more', async () => {
  const prompt = 'Write about rain [tokens:60]'
  const whole = answerTo(prompt)
  const ref = await orphan(prompt, '', whole)
  await h.start()
  expect(await h.api.waitFor('complete', of(ref))).toMatchObject({ text: whole })
})

test('without visible text, or with continuation switched off, the answer begins again', async () => {
  const prompt = 'Write about wind [tokens:60]'
  const ref = await orphan(prompt, '', 'Something else')
  await h.start({ CONTINUATION: 'false' })
  expect(await h.api.waitFor('complete', of(ref))).toMatchObject({ text: answerTo(prompt), epoch: 3 })
})

test('a server that refuses the prefix gets the question alone', async () => {
  const prompt = 'Write about snow [tokens:60] [fault:400 times=1]'
  const ref = await orphan(prompt, '', 'Something else')
  await h.start()
  expect(await h.api.waitFor('complete', of(ref))).toMatchObject({ text: answerTo(prompt), epoch: 4 })
  expect(await h.reader.readText(ref)).toMatchObject({ state: { text: answerTo(prompt), at: { epoch: 4 } } })
})

test('a message that another worker holds, or that nobody can be asked about, is asked for again later', async () => {
  const answers = [new AppError('unavailable', 'restarting')]
  const ref = await h.send(long)
  h.api.failing = { claim: () => answers.pop() }
  h.api.refuseOnce = { reason: 'leased', retry_in_ms: 300 }
  await h.start()
  expect(await h.api.waitFor('complete', of(ref))).toMatchObject({ text: answerTo(long), epoch: 1 })
  expect(h.api.calls.filter(({ method }) => method === 'claim')).toHaveLength(2)
})

test('models are reported, and a title is made on the side', async () => {
  h.api.titleContext = {
    wanted: true,
    turns: [
      { role: 'user', content: 'How do lighthouses work?' },
      { role: 'assistant', content: 'With lenses.' },
    ],
  }
  await h.start()
  expect(await h.api.waitFor('reportModels')).toMatchObject({ default_id: 'claude-sonnet-5-5', stand_in: true })
  await h.sendTitle()
  const { title } = await h.api.waitFor('setTitle')
  expect(title.length).toBeGreaterThan(0)
  expect(title.length).toBeLessThanOrEqual(60)
})
