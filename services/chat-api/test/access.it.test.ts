import { type AppError, newId } from '@continuo/contract'
import { expect, test } from 'vitest'
import { sha256Hex } from '../src/sha256.ts'
import { newUser, startService } from './start-service.ts'

test('for every operation an object of somebody else is not found, just like one that never was', async () => {
  await using api = await startService()
  const { sessions, messages } = api.client
  const [owner, stranger] = [await newUser(api.client), await newUser(api.client)]
  const sent = await messages.sendMessage({ content: 'mine' }, owner)
  const operations: Record<string, (sessionId: string, messageId: string) => Promise<unknown>> = {
    getSession: (id) => sessions.getSession({ id }, stranger),
    updateSession: (id) => sessions.updateSession({ id, title: 'taken' }, stranger),
    deleteSession: (id) => sessions.deleteSession({ id }, stranger),
    sendMessage: (session_id) => messages.sendMessage({ content: 'intruder', session_id }, stranger),
    listMessages: (session_id) => messages.listMessages({ session_id }, stranger),
    getMessage: (_, id) => messages.getMessage({ id }, stranger),
    getMessageInSession: (session_id, id) => messages.getMessage({ id, session_id }, stranger),
    cancel: (_, id) => messages.cancel({ id }, stranger),
    retry: (_, id) => messages.retry({ id }, stranger),
  }
  const checkAll = async () => {
    for (const [name, call] of Object.entries(operations)) await check(name, call)
  }
  const check = async (name: string, call: (sessionId: string, messageId: string) => Promise<unknown>) => {
    const refusal = async (...ids: [string, string]) => {
      const error = (await call(...ids).catch((caught: unknown) => caught)) as AppError
      return `${name}: ${error.code}, ${error.message}`
    }
    const foreign = await refusal(sent.session_id, sent.message_id)
    expect(foreign).toContain('not_found')
    expect(await refusal(newId(), newId())).toBe(foreign)
  }
  await checkAll()
  expect((await sessions.listSessions({}, stranger)).items).toEqual([])
  expect((await messages.listActiveStreams({ session_id: sent.session_id }, stranger)).streams).toEqual([])
  expect((await messages.sync({}, stranger)).messages).toEqual([])
  // the owner lost nothing by all that
  expect(await messages.getMessage({ id: sent.message_id }, owner)).toMatchObject({ status: 'queued' })
  // what has ended is as invisible as what runs
  await messages.cancel({ id: sent.message_id }, owner)
  await checkAll()
  expect(await sessions.getSession({ id: sent.session_id }, owner)).toMatchObject({ message_count: 2 })
})

test('every call for a user needs one', async () => {
  await using api = await startService()
  const { sessions, messages } = api.client
  const id = newId()
  const calls = [
    () => sessions.createSession({}),
    () => sessions.listSessions({}),
    () => sessions.getUser({}),
    () => messages.sendMessage({ content: 'x' }),
    () => messages.sync({}),
    () => messages.cancel({ id }),
    () => messages.listActiveStreams({}),
    () => messages.listModels({}),
  ]
  for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'unauthenticated' })
})

test('ids that are none, NUL, overlong and empty texts are refused by name, never by value', async () => {
  await using api = await startService()
  const { sessions, messages } = api.client
  const caller = await newUser(api.client)
  const bad = [
    () => messages.getMessage({ id: "' or 1=1 --" }, caller),
    () => messages.sendMessage({ content: 'secret\0' }, caller),
    () => messages.sendMessage({ content: 's'.repeat(200_001) }, caller),
    () => messages.sendMessage({ content: '   ' }, caller),
    () => messages.listMessages({ session_id: newId(), before: '1; drop table messages' }, caller),
    () => sessions.listSessions({ before: "x' or true" }, caller),
    () => sessions.updateSession({ id: newId(), title: ' ' }, caller),
  ]
  for (const call of bad) {
    const error = await call().catch((caught: AppError) => caught)
    expect(error).toMatchObject({ code: 'bad_request' })
    expect((error as AppError).message).not.toContain('secret')
  }
})

test('a message goes all the way: accepted, claimed, completed, titled, listed', async () => {
  await using api = await startService()
  const { sessions, messages, generations } = api.client
  const caller = await newUser(api.client)
  const sent = await messages.sendMessage({ content: 'What is a fence?' }, caller)
  const { claimed } = await generations.claim({ message_id: sent.message_id, dispatch_no: 1, worker_id: 'w' })
  expect(claimed).toMatchObject({ epoch: 1, history: [{ role: 'user', content: 'What is a fence?' }] })
  const text = 'A border.'
  const sha256 = sha256Hex(text)
  await generations.complete({
    message_id: sent.message_id,
    epoch: 1,
    seq: 2,
    text,
    sha256,
    usage: { input_tokens: 7, output_tokens: 3 },
    stop_reason: 'end_turn',
    model: 'm',
    latency_ms: 12,
  })
  const context = await generations.getTitleContext({ session_id: sent.session_id })
  expect(context).toMatchObject({ wanted: true, turns: [{ role: 'user' }, { role: 'assistant', content: text }] })
  expect(await generations.setTitle({ session_id: sent.session_id, title: ' Fences ' })).toEqual({ applied: true })
  expect(await generations.setTitle({ session_id: sent.session_id, title: 'Other' })).toEqual({ applied: false })
  expect((await sessions.listSessions({}, caller)).items).toMatchObject([{ title: 'Fences', message_count: 2 }])
  const { items } = await messages.listMessages({ session_id: sent.session_id }, caller)
  expect(items).toMatchObject([
    { role: 'assistant', status: 'completed', content: text, sha256, attempts: 1, usage: { input_tokens: 7 } },
    { role: 'user', content: 'What is a fence?' },
  ])
})

test('pages of sessions and messages join without gap or repeat', async () => {
  await using api = await startService()
  const { sessions, messages } = api.client
  const caller = await newUser(api.client)
  for (let n = 0; n < 7; n++) await sessions.createSession({ title: `s${n}` }, caller)
  const { session_id } = await messages.sendMessage({ content: 'm' }, caller)
  for (let n = 0; n < 4; n++) await messages.sendMessage({ content: 'm', session_id }, caller)
  const collect = async <T>(page: (before: string | undefined) => Promise<{ items: T[]; next?: string }>) => {
    const all: T[] = []
    for (let before: string | undefined; ;) {
      const { items, next } = await page(before)
      all.push(...items)
      if (next === undefined) return all
      before = next
    }
  }
  const list = await collect((before) => sessions.listSessions({ limit: 3, ...(before ? { before } : {}) }, caller))
  expect(list.map(({ title }) => title ?? 'chat')).toEqual(['chat', 's6', 's5', 's4', 's3', 's2', 's1', 's0'])
  const rows = await collect((before) =>
    messages.listMessages({ session_id, limit: 3, ...(before ? { before } : {}) }, caller),
  )
  expect(rows.map(({ position }) => position)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
})

test("its user's own title wins over a made one", async () => {
  await using api = await startService()
  const { sessions, generations } = api.client
  const caller = await newUser(api.client)
  const { id } = await sessions.createSession({}, caller)
  await sessions.updateSession({ id, title: 'Mine' }, caller)
  expect(await generations.setTitle({ session_id: id, title: 'Made' })).toEqual({ applied: false })
  expect(await generations.getTitleContext({ session_id: id })).toMatchObject({ wanted: false })
})

test('a session made twice with one id is one; an emptied model or system is taken away', async () => {
  await using api = await startService()
  const { sessions } = api.client
  const caller = await newUser(api.client)
  const id = newId()
  const made = await sessions.createSession({ id, title: 'First', model: 'm' }, caller)
  expect(await sessions.createSession({ id, title: 'Second' }, caller)).toEqual(made)
  const stranger = await newUser(api.client)
  await expect(sessions.createSession({ id }, stranger)).rejects.toMatchObject({ code: 'idempotency_conflict' })
  expect(await sessions.updateSession({ id, model: '', system: 'Be kind' }, caller)).toMatchObject({
    title: 'First',
    system: 'Be kind',
  })
  expect((await sessions.getSession({ id }, caller)).model).toBeUndefined()
})

test('pins, readings, bases and new tries pass the door as they are meant', async () => {
  await using api = await startService()
  const { sessions, messages, generations } = api.client
  const caller = await newUser(api.client)
  const first = await messages.sendMessage({ content: 'first' }, caller)
  const { session_id, message_id } = first
  const { claimed } = await generations.claim({ message_id, dispatch_no: 1, worker_id: 'w' })
  const end = { seq: 1, text: 'Hi', thinking: '', sha256: sha256Hex('Hi'), stop_reason: 'end_turn', model: 'm' }
  await generations.complete({ message_id, epoch: claimed!.epoch, ...end, latency_ms: 1 })
  const { token, ...all } = await messages.sync({}, caller)
  expect(all.sessions).toMatchObject([{ id: session_id, pinned: false, unread: true }])
  await sessions.updateSession({ id: session_id, pinned: true, read: true }, caller)
  const { sessions: changed } = await messages.sync({ since: token }, caller)
  expect(changed).toMatchObject([{ id: session_id, pinned: true, unread: false }])
  expect(await sessions.getSession({ id: session_id }, caller)).toMatchObject({ pinned: true, unread: false })

  const anew = await messages.retry({ id: message_id }, caller)
  const late = messages.sendMessage({ content: 'late', session_id, base: message_id }, caller)
  await expect(late).rejects.toMatchObject({ code: 'session_moved_on' })
  await messages.sendMessage({ content: 'in time', session_id, base: anew.message_id }, caller)
  await expect(messages.retry({ id: anew.message_id }, caller)).rejects.toMatchObject({ code: 'conflict' })
  await expect(messages.sendMessage({ content: 'x', session_id, base: 'no id' }, caller)).rejects.toMatchObject({
    code: 'bad_request',
  })
})

test('the last report of a generator is what users may choose from', async () => {
  await using api = await startService()
  const { messages, generations } = api.client
  const caller = await newUser(api.client)
  expect(await messages.listModels({}, caller)).toMatchObject({ items: [], default_id: '' })
  await generations.reportModels({ items: [{ id: 'a', name: 'A' }], default_id: 'a', stand_in: true })
  await generations.reportModels({ items: [{ id: 'b', name: 'B' }], default_id: 'b', stand_in: false })
  expect(await messages.listModels({}, caller)).toEqual({
    items: [{ id: 'b', name: 'B' }],
    default_id: 'b',
    stand_in: false,
  })
})

test('the janitor is told what Postgres knows, and its last good run shows as a metric', async () => {
  await using api = await startService()
  const { messages, maintenance, sessions } = api.client
  const caller = await newUser(api.client)
  const kept = await messages.sendMessage({ content: 'kept' }, caller)
  const gone = await messages.sendMessage({ content: 'gone' }, caller)
  await messages.cancel({ id: kept.message_id }, caller)
  await sessions.deleteSession({ id: gone.session_id }, caller)
  await sessions.deleteSession({ id: gone.session_id }, caller)
  const ref = ({ session_id, message_id }: { session_id: string; message_id: string }) => ({ session_id, message_id })
  const unknown = { session_id: newId(), message_id: newId() }
  const { facts } = await maintenance.describe({ refs: [ref(kept), ref(gone), unknown] })
  expect(facts).toMatchObject([
    { message_id: kept.message_id, exists: true, status: 'cancelled', epoch: 1 },
    { message_id: gone.message_id, exists: false },
    { message_id: unknown.message_id, exists: false, ended_ms_ago: 1e12 },
  ])
  expect(facts[1]!.ended_ms_ago).toBeLessThan(60_000)
  expect(await maintenance.repair({ limit: 10 })).toEqual({ redispatched: 0, ended: 0, announced: 0 })
  await maintenance.reportSweep({ task: 'sweep', ok: true, duration_ms: 5, scanned: 3, removed: 1, repaired: 0 })
  await maintenance.reportSweep({ task: 'sweep', ok: false, duration_ms: 5, scanned: 0, removed: 0, repaired: 0 })
  expect(await api.context.metrics.registry.metrics()).toMatch(
    /continuo_sweep_last_success_timestamp_seconds\{task="sweep",service="chat-api"\} \d{10}/,
  )
})
