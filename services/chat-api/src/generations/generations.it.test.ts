import { expect, test } from 'vitest'
import { createWorld } from '../../test/world.ts'
import { sha256Hex } from '../sha256.ts'
import { claimMessage } from './claim.ts'
import { failMessage } from './complete.ts'
import { checkpoint, renewEpoch, renewLeases } from './leases.ts'
import { releaseMessage } from './release.ts'

const fenced = { code: 'fenced' }
const word = { seq: 3, text: 'partial', thinking: '', usage: { input_tokens: 5, output_tokens: 1 } }

test('of many workers that claim one dispatch, one is granted it and the others are told how long to wait', async () => {
  await using world = await createWorld()
  const { messageId } = await world.send()
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, n) => claimMessage(world.deps, { messageId, dispatchNo: 1, workerId: `w${n}` })),
  )
  expect(outcomes.filter((outcome) => 'claimed' in outcome)).toHaveLength(1)
  const refused = outcomes.flatMap((outcome) => ('refused' in outcome ? [outcome.refused] : []))
  expect(new Set(refused.map(({ reason }) => reason))).toEqual(new Set(['leased']))
  expect(refused.every(({ retry_in_ms }) => retry_in_ms > 0 && retry_in_ms <= 8_000)).toBe(true)
  expect(await world.message(messageId)).toMatchObject({ epoch: 1, attempts: 1, status: 'generating' })
})

test('a zombie is refused everything after its message went to another worker', async () => {
  await using world = await createWorld()
  const { messageId } = await world.send()
  const zombie = await world.claim(messageId, 'zombie')
  await world.age(messageId, 'lease_until')
  const heir = await world.claim(messageId, 'heir')
  const { epoch } = zombie
  await expect(world.complete(messageId, epoch, { text: 'stale' })).rejects.toMatchObject(fenced)
  await expect(checkpoint(world.deps, { messageId, epoch, ...word })).rejects.toMatchObject(fenced)
  await expect(renewEpoch(world.deps, { messageId, epoch })).rejects.toMatchObject(fenced)
  const release = { messageId, epoch, ...word, reason: 'drain' as const, delayMs: 0, code: undefined }
  await expect(releaseMessage(world.deps, release)).rejects.toMatchObject(fenced)
  expect(await renewLeases(world.deps, 'zombie', [{ messageId, epoch }])).toEqual([messageId])
  await world.complete(messageId, heir.epoch, { text: 'right' })
  await expect(world.complete(messageId, epoch, { text: 'stale' })).rejects.toMatchObject(fenced)
  expect(await world.message(messageId)).toMatchObject({ status: 'completed', content: 'right' })
})

test('a completion may be repeated, but another one of the same epoch is refused', async () => {
  await using world = await createWorld()
  const { messageId } = await world.send()
  const { epoch } = await world.claim(messageId)
  expect(await world.complete(messageId, epoch)).toEqual({ status: 'completed', replayed: false })
  expect(await world.complete(messageId, epoch)).toEqual({ status: 'completed', replayed: true })
  await expect(world.complete(messageId, epoch, { text: 'other' })).rejects.toMatchObject(fenced)
})

test('a text that does not fit its hash is refused', async () => {
  await using world = await createWorld()
  const { messageId } = await world.send()
  const { epoch } = await world.claim(messageId)
  const broken = world.complete(messageId, epoch, { text: 'cut', sha256: sha256Hex('cut off') })
  await expect(broken).rejects.toMatchObject({ code: 'bad_request' })
})

test('the end of a message reaches its log with the hash and the numbers of the stored answer', async () => {
  await using world = await createWorld()
  const { messageId, sessionId } = await world.send()
  const { epoch } = await world.claim(messageId)
  const ref = { sessionId, messageId }
  const opened = await world.writer.open({ ref, epoch, opening: { type: 'reset', reason: 'start' } })
  if (opened.kind !== 'ok') throw new Error(opened.kind)
  await opened.stream.append([{ type: 'delta', text: 'Hi there' }])
  await world.complete(messageId, epoch, { seq: opened.stream.at.seq })
  await world.deps.background.settled()
  expect(await world.deps.streams.reader.readText(ref)).toMatchObject({
    state: {
      at: { epoch, seq: 3 },
      text: 'Hi there',
      completed: {
        sha256: sha256Hex('Hi there'),
        length: 8,
        usage: { input_tokens: 3, output_tokens: 2 },
        model: 'm-1',
      },
    },
  })
})

test('a retry counts its attempt and its tokens; the third ends the message with the reason given', async () => {
  await using world = await createWorld()
  const { messageId } = await world.send()
  for (let attempt = 1; attempt <= 3; attempt++) {
    const claimed = await world.claim(messageId)
    expect(claimed).toMatchObject({ attempt, max_attempts: 3 })
    if (attempt > 1) expect(claimed).toMatchObject({ checkpoint_text: 'partial', checkpoint_seq: 3 })
    const release = { messageId, epoch: claimed.epoch, ...word, delayMs: 500, code: 'overloaded' }
    await releaseMessage(world.deps, { ...release, reason: 'retry' })
  }
  expect(await world.message(messageId)).toMatchObject({
    status: 'error',
    error_code: 'overloaded',
    content: 'partial',
    total_input_tokens: 15,
    total_output_tokens: 3,
  })
  const orders = await world.outbox()
  expect(orders.map(({ dispatch_no }) => dispatch_no)).toEqual([1, 2, 3])
  expect(orders[1]!.not_before.getTime()).toBeGreaterThan(orders[1]!.created_at.getTime())
})

test('drains never use up the attempts', async () => {
  await using world = await createWorld()
  const { messageId } = await world.send()
  for (let round = 0; round < 6; round++) {
    const { epoch, attempt } = await world.claim(messageId)
    expect(attempt).toBe(1)
    await releaseMessage(world.deps, { messageId, epoch, ...word, reason: 'drain', delayMs: 0, code: undefined })
  }
  expect(await world.message(messageId)).toMatchObject({ status: 'generating', attempts: 0, claims: 6 })
})

test('an old dispatch is superseded', async () => {
  await using world = await createWorld()
  const { messageId } = await world.send()
  const { epoch } = await world.claim(messageId)
  await releaseMessage(world.deps, { messageId, epoch, ...word, reason: 'drain', delayMs: 0, code: undefined })
  const outcome = await claimMessage(world.deps, { messageId, dispatchNo: 1, workerId: 'w' })
  expect(outcome).toEqual({ refused: { reason: 'superseded', retry_in_ms: 0 } })
})

test('a worker whose log was lost goes on under a new epoch, with the same attempt and lease', async () => {
  await using world = await createWorld()
  const { messageId } = await world.send()
  const { epoch } = await world.claim(messageId, 'w')
  const renewed = await renewEpoch(world.deps, { messageId, epoch })
  expect(renewed).toBe(epoch + 1)
  expect(await renewLeases(world.deps, 'w', [{ messageId, epoch: renewed }])).toEqual([])
  expect(await renewLeases(world.deps, 'w', [{ messageId, epoch }])).toEqual([messageId])
  await world.complete(messageId, renewed)
  expect(await world.message(messageId)).toMatchObject({ status: 'completed', attempts: 1 })
})

test('a renewal may be repeated when its reply was lost, but not once the message went to somebody else', async () => {
  await using world = await createWorld()
  const { messageId } = await world.send()
  const { epoch } = await world.claim(messageId, 'w')
  const ask = (from: number) => renewEpoch(world.deps, { messageId, epoch: from })
  const replies = await Promise.all(Array.from({ length: 5 }, () => ask(epoch)))
  expect(new Set(replies)).toEqual(new Set([epoch + 1]))
  expect(await ask(epoch + 1)).toBe(epoch + 2)
  expect(await ask(epoch + 1)).toBe(epoch + 2)
  await expect(ask(epoch)).rejects.toMatchObject(fenced)
  await world.age(messageId, 'lease_until')
  const heir = await world.claim(messageId, 'heir')
  expect(heir.epoch).toBe(epoch + 3)
  for (const old of [epoch + 1, epoch + 2]) await expect(ask(old)).rejects.toMatchObject(fenced)
  await world.complete(messageId, heir.epoch)
  await expect(ask(heir.epoch)).rejects.toMatchObject(fenced)
})

test('a worker that gives back what Redis never took gives back its text, unless more was kept before', async () => {
  await using world = await createWorld()
  const { messageId } = await world.send()
  const giveBack = async (seq: number, text: string) => {
    const { epoch } = await world.claim(messageId)
    const release = { messageId, epoch, seq, text, thinking: '', usage: null, delayMs: 0, code: undefined }
    await releaseMessage(world.deps, { ...release, reason: 'drain' })
  }
  await giveBack(0, 'Hello')
  expect(await world.claim(messageId)).toMatchObject({ checkpoint_text: 'Hello', checkpoint_epoch: 1 })
  await world.age(messageId, 'lease_until')
  await giveBack(0, '')
  await giveBack(0, 'Hel')
  expect(await world.message(messageId)).toMatchObject({ content: 'Hello', content_epoch: 1, content_seq: 0 })
  // what the log took is what people saw, shorter or not
  await giveBack(2, 'Hell')
  expect(await world.message(messageId)).toMatchObject({ content: 'Hell', content_seq: 2 })
})

test('an older checkpoint never replaces a newer one', async () => {
  await using world = await createWorld()
  const { messageId } = await world.send()
  const { epoch } = await world.claim(messageId)
  await checkpoint(world.deps, { messageId, epoch, seq: 9, text: 'newer', thinking: '' })
  await checkpoint(world.deps, { messageId, epoch, seq: 4, text: 'older', thinking: '' })
  expect(await world.message(messageId)).toMatchObject({ content: 'newer', content_seq: 9 })
})

test('a failure keeps the text that was shown and lets the next message go', async () => {
  await using world = await createWorld()
  const { messageId, sessionId } = await world.send()
  const next = await world.send({ sessionId, content: 'next' })
  const { epoch } = await world.claim(messageId)
  const failure = { code: 'config', message: 'The model key was refused', retryAfterS: undefined }
  const command = { messageId, epoch, ...word, failure, model: undefined, latencyMs: undefined }
  expect(await failMessage(world.deps, command)).toEqual({ status: 'error', replayed: false })
  expect(await failMessage(world.deps, command)).toEqual({ status: 'error', replayed: true })
  expect(await world.message(messageId)).toMatchObject({ content: 'partial', error_retryable: false })
  expect(await world.message(next.messageId)).toMatchObject({ dispatch_no: 1 })
})

test('a prompt holds what was said and seen: no failed, refused, empty or replaced answer', async () => {
  await using world = await createWorld()
  const { sessionId } = await world.send({ content: 'q1' })
  const answer = async (content: string, finish: (id: string, epoch: number) => Promise<unknown>) => {
    const { messageId } = await world.send({ sessionId, content })
    await finish(messageId, (await world.claim(messageId)).epoch)
  }
  const first = await world.db('messages').where({ role: 'assistant' }).first('id')
  await world.complete(first!.id, (await world.claim(first!.id)).epoch, { text: 'a1' })
  await answer('refused?', (id, epoch) => world.complete(id, epoch, { text: 'no', stopReason: 'refusal' }))
  await answer('empty?', (id, epoch) => world.complete(id, epoch, { text: '' }))
  await answer('failed?', (id, epoch) =>
    failMessage(world.deps, {
      messageId: id,
      epoch,
      ...word,
      failure: { code: 'overloaded', message: '', retryAfterS: undefined },
      model: undefined,
      latencyMs: undefined,
    }),
  )
  const { messageId } = await world.send({ sessionId, content: 'last' })
  const { history } = await world.claim(messageId)
  expect(history.map(({ role, content }) => `${role}: ${content}`)).toEqual([
    'user: q1',
    'assistant: a1',
    'user: empty?',
    'user: failed?',
    'user: last',
  ])
})

test('a long history is cut at its oldest end, and always holds the question itself', async () => {
  await using world = await createWorld()
  const { sessionId, messageId } = await world.send({ content: 'a'.repeat(190_000) })
  await world.complete(messageId, (await world.claim(messageId)).epoch)
  for (let n = 0; n < 6; n++) {
    const next = await world.send({ sessionId, content: `${n}${'b'.repeat(190_000)}` })
    const { history, epoch } = await world.claim(next.messageId)
    expect(history.at(-1)?.content.startsWith(String(n))).toBe(true)
    expect(history.reduce((sum, turn) => sum + turn.content.length, 0)).toBeLessThanOrEqual(1_000_000)
    await world.complete(next.messageId, epoch)
  }
})

test('the model and system prompt of a message win over those of its session', async () => {
  await using world = await createWorld()
  const { sessionId, messageId } = await world.send({ model: 'session-model', system: 'Be kind' })
  const first = await world.claim(messageId)
  expect(first).toMatchObject({ model: 'session-model', system: 'Be kind' })
  await world.complete(messageId, first.epoch)
  const other = await world.send({ sessionId, content: '2', model: 'other' })
  expect(await world.claim(other.messageId)).toMatchObject({ model: 'other', system: 'Be kind' })
})
