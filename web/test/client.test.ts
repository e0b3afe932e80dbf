import 'fake-indexeddb/auto'
import { newId, type SyncView } from '@continuo/contract'
import { effectScope } from 'vue'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type ChatClient, createChatClient } from '../src/data/client.ts'
import { messagesOf } from '../src/data/db.ts'
import { enqueue } from '../src/data/new-turn.ts'
import { sha256 } from '../src/data/sha256.ts'
import { useChatStreaming } from '../src/features/chat/use-chat-streaming.ts'
import { getSessionMessages } from '../src/lib/chatCache.ts'
import { createApi } from '../src/transport/api.ts'
import { createHttp } from '../src/transport/http.ts'
import { type FakeApi, startFakeApi } from './fake-api.ts'
import { hashOf } from './fake-chat.ts'

/** The whole client, from the outbox to the database, against the API over a real connection. */
let fake: FakeApi
const clients: ChatClient[] = []
let users = 0
let userId = ''

beforeEach(async () => {
  fake = await startFakeApi({ tokenMs: 1 })
  userId = `user-${++users}`
})
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()))
  await fake[Symbol.asyncDispose]()
})

async function openPage(): Promise<ChatClient> {
  const http = createHttp({
    base: `${fake.url}/api/v1`,
    fetch: (input, init) => fetch(input, { ...init, credentials: 'omit' }),
  })
  const api = createApi(http)
  await api.signInAsGuest()
  const client = createChatClient({ userId, http, api, storeEveryMs: 5, onNextFrame: (run) => void setTimeout(run) })
  clients.push(client)
  await client.open()
  client.start()
  return client
}

const answersOf = async (client: ChatClient, sessionId: string) =>
  (await messagesOf(client.db, sessionId).toArray()).filter((row) => row.role === 'assistant')

async function expectExact(client: ChatClient, sessionId: string, count = 1): Promise<void> {
  await vi.waitFor(
    async () => {
      const rows = await answersOf(client, sessionId)
      expect(rows.map((row) => row.status)).toEqual(Array(count).fill('completed'))
    },
    { timeout: 20_000, interval: 30 },
  )
  for (const row of await answersOf(client, sessionId))
    expect(await sha256(row.text)).toBe(hashOf(fake.chat.messages.get(row.id)!.view.content))
}

describe('a page and its server', () => {
  test('three answers at once end exact through cut connections and a reload', { timeout: 40_000 }, async () => {
    const page = await openPage()
    const sent = await Promise.all(
      ['long one', 'think of two', 'recover three'].map((content) => page.outbox.send({ content })),
    )
    for (let i = 0; i < 4; i++) {
      await new Promise((resolve) => setTimeout(resolve, 150))
      fake.cut()
    }
    await page.close()
    const reloaded = await openPage()
    for (const { sessionId } of sent) await expectExact(reloaded, sessionId)
    expect(fake.chat.posts).toBe(3)
    expect(await reloaded.db.activeStreams.count()).toBe(0)
    await vi.waitFor(async () => expect(await reloaded.db.outbox.count()).toBe(0))
  })

  test('an answer to a POST that got lost makes no second turn', { timeout: 30_000 }, async () => {
    const page = await openPage()
    fake.loseAnswers(2)
    const { sessionId } = await page.outbox.send({ content: 'short and only once' })
    await expectExact(page, sessionId)
    expect((await getSessionMessages(page.db, sessionId)).map((row) => row.role)).toEqual(['user', 'assistant'])
  })

  test('another device shows the whole prefix, follows live, and both end alike', { timeout: 30_000 }, async () => {
    const first = await openPage()
    const { sessionId } = await first.outbox.send({ content: 'long for two' })
    await vi.waitFor(async () => expect((await answersOf(first, sessionId))[0]?.text.length).toBeGreaterThan(500))
    userId = `${userId}-elsewhere`
    const second = await openPage()
    await expectExact(first, sessionId)
    await expectExact(second, sessionId)
  })

  test('stop keeps exactly what was on screen, here and on another device', { timeout: 30_000 }, async () => {
    const first = await openPage()
    const { sessionId } = await first.outbox.send({ content: 'long to be stopped' })
    const shown = () => fake.chat.active()[0] && first.answers.peek(fake.chat.active()[0]!.view.id)
    await vi.waitFor(() => expect(shown()?.text.length).toBeGreaterThan(300))
    const id = fake.chat.active()[0]!.view.id
    const stopping = first.stop({ sessionId, id })
    const seen = first.answers.peek(id)!.text
    await stopping
    await vi.waitFor(async () =>
      expect(await first.db.messages.get(id)).toMatchObject({ status: 'cancelled', text: seen }),
    )
    userId = `${userId}-elsewhere`
    const second = await openPage()
    await vi.waitFor(async () =>
      expect(await second.db.messages.get(id)).toMatchObject({ status: 'cancelled', text: seen }),
    )
  })

  test('a retry takes the place of the failed answer', { timeout: 30_000 }, async () => {
    const page = await openPage()
    const { sessionId } = await page.outbox.send({ content: 'an error, short' })
    await vi.waitFor(
      async () =>
        expect((await answersOf(page, sessionId))[0]).toMatchObject({ status: 'error', error: { code: 'overloaded' } }),
      { timeout: 10_000 },
    )
    const failed = (await answersOf(page, sessionId))[0]!
    await page.retry(failed)
    await expectExact(page, sessionId)
    expect((await answersOf(page, sessionId)).map((row) => row.id)).not.toContain(failed.id)
  })

  test('a text that differs from the server’s hash is replaced by the server’s', { timeout: 30_000 }, async () => {
    const page = await openPage()
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const { sessionId } = await page.outbox.send({ content: 'hang here' })
    await vi.waitFor(async () => expect((await answersOf(page, sessionId))[0]?.text.length).toBeGreaterThan(100))
    const message = fake.chat.active()[0]!
    message.view = { ...message.view, content: 'the truth' }
    fake.chat.append(message, {
      type: 'completed',
      length: 9,
      sha256: hashOf('the truth'),
      usage: { input_tokens: 1, output_tokens: 1 },
      latency_ms: 1,
      first_token_ms: 1,
      stop_reason: 'end_turn',
      model: 'm',
    })
    await vi.waitFor(async () =>
      expect((await answersOf(page, sessionId))[0]).toMatchObject({ status: 'completed', text: 'the truth' }),
    )
  })

  test(
    'where event streams and sockets are blocked, short requests bring every byte',
    { timeout: 30_000 },
    async () => {
      fake.blockStreams(true)
      const page = await openPage()
      const { sessionId } = await page.outbox.send({ content: 'long one, polled' })
      await vi.waitFor(() => expect(page.connection).toMatchObject({ phase: 'live', rung: 'poll' }), {
        timeout: 10_000,
      })
      await vi.waitFor(async () => expect((await answersOf(page, sessionId))[0]?.text.length).toBeGreaterThan(100), {
        timeout: 10_000,
      })
      await expectExact(page, sessionId)
      expect(fake.openStreams()).toBe(0)
    },
  )

  test('a deleted chat can be taken back; after that it is gone on every device', { timeout: 30_000 }, async () => {
    const page = await openPage()
    const { sessionId } = await page.outbox.send({ content: 'short' })
    await expectExact(page, sessionId)
    await page.sessions.remove(sessionId)
    await page.sessions.undoRemove(sessionId)
    await page.sessions.flushDeletes(Date.now() + 60_000)
    expect(fake.chat.sessions.has(sessionId)).toBe(true)
    await page.sessions.remove(sessionId, 0)
    await page.sessions.flushDeletes()
    expect(fake.chat.sessions.has(sessionId)).toBe(false)
    expect([await page.db.sessions.count(), await page.db.messages.count()]).toEqual([0, 0])
  })
})

test('connectStream hands over every piece once and ends with the whole', { timeout: 30_000 }, async () => {
  const page = await openPage()
  const { sessionId } = await page.outbox.send({ content: 'think of a long one' })
  await vi.waitFor(() => expect(fake.chat.active()).toHaveLength(1))
  const messageId = fake.chat.active()[0]!.view.id
  const scope = effectScope()
  let text = ''
  const status = await new Promise<string>((resolve, reject) => {
    scope.run(() =>
      useChatStreaming(page).connectStream({
        sessionId,
        messageId,
        onChunk: (chunk) => (text = chunk.replaced ? chunk.text : text + chunk.text),
        onComplete: (state) => resolve(state.status),
        onError: reject,
      }),
    )
  })
  scope.stop()
  expect(status).toBe('completed')
  expect(hashOf(text)).toBe(hashOf(fake.chat.messages.get(messageId)!.view.content))
})

test('an end that only /sync tells ends the connected stream too', { timeout: 30_000 }, async () => {
  const page = await openPage()
  const { sessionId } = await page.outbox.send({ content: 'short' })
  await expectExact(page, sessionId)
  const [row] = await answersOf(page, sessionId)
  // as it stands in a browser that was away when it ended, and whose stream has nothing to tell any more
  await page.db.messages.update(row!.id, { status: 'generating', epoch: 9, seq: 9 })
  const scope = effectScope()
  const ended = new Promise<string>((resolve, reject) => {
    scope.run(() =>
      useChatStreaming(page).connectStream({
        sessionId,
        messageId: row!.id,
        onComplete: (state) => resolve(state.status),
        onError: reject,
      }),
    )
  })
  await page.db.messages.put({ ...row!, rev: row!.rev + 2 })
  expect(await ended).toBe('completed')
  scope.stop()
})

test(
  'a stale page is told that the chat moved on, loses nothing, and goes on at the end',
  { timeout: 30_000 },
  async () => {
    const sleeper = await openPage()
    const { sessionId } = await sleeper.outbox.send({ content: 'short one' })
    await expectExact(sleeper, sessionId)
    // asleep: everything it asks for fails until it wakes
    await sleeper.close()
    const stale = await openPage()
    const typed = await enqueue(stale.db, { content: 'short, from the sleeper', sessionId })
    const [base] = (await answersOf(stale, sessionId)).map((row) => row.id)
    expect(typed.body.base).toBe(base)
    fake.chat.accept({ id: newId(), session_id: sessionId, content: 'short, from elsewhere' })
    await stale.outbox.flush()
    expect(await stale.db.messages.get(typed.id)).toMatchObject({
      send: 'failed',
      text: 'short, from the sleeper',
      sendError: { code: 'session_moved_on' },
    })
    await vi.waitFor(async () => expect(await answersOf(stale, sessionId)).toHaveLength(2), { timeout: 5_000 })
    await stale.outbox.continueAtEnd(typed.id)
    await expectExact(stale, sessionId, 3)
    const turns = (await getSessionMessages(stale.db, sessionId)).filter((row) => row.role === 'user')
    expect(turns.map((row) => row.text)).toEqual(['short one', 'short, from elsewhere', 'short, from the sleeper'])
  },
)

test('the text of an answer that was followed to its end is not sent a second time', { timeout: 30_000 }, async () => {
  const page = await openPage()
  const { sessionId } = await page.outbox.send({ content: 'a long one' })
  await expectExact(page, sessionId)
  const sync = vi.spyOn(fake.chat, 'sync')
  await page.catchUp()
  const told = sync.mock.results.flatMap(({ value }) => (value as SyncView).messages)
  expect(told.map(({ role, content }) => role === 'assistant' && content)).not.toContainEqual(
    expect.stringMatching(/./),
  )
  await expectExact(page, sessionId)
})
