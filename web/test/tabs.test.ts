// @vitest-environment node
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type ChatClient, createChatClient } from '../src/data/client.ts'
import { createApi } from '../src/transport/api.ts'
import { createHttp } from '../src/transport/http.ts'
import { type FakeApi, startFakeApi } from './fake-api.ts'
import { hashOf } from './fake-chat.ts'

/** Several tabs of one browser: one database, the real Web Locks and BroadcastChannel. */
let fake: FakeApi
let userId = ''
let users = 0
const tabs: ChatClient[] = []

beforeEach(async () => {
  fake = await startFakeApi({ tokenMs: 2 })
  userId = `tabs-${process.pid}-${++users}`
})
afterEach(async () => {
  await Promise.all(tabs.splice(0).map((tab) => tab.close()))
  await fake[Symbol.asyncDispose]()
})

async function openTab(): Promise<ChatClient> {
  const http = createHttp({
    base: `${fake.url}/api/v1`,
    fetch: (url, init) => fetch(url, { ...init, credentials: 'omit' }),
  })
  const api = createApi(http)
  await api.signInAsGuest()
  const tab = createChatClient({ userId, http, api, storeEveryMs: 5, onNextFrame: (run) => void setTimeout(run) })
  tabs.push(tab)
  await tab.open()
  tab.start()
  await vi.waitFor(() => expect(tab.connection.phase).toBe('live'), { timeout: 5_000 })
  return tab
}

/** What a tab has been shown of an answer, as the page gets it. */
function watch(tab: ChatClient, id: () => string | undefined) {
  const seen = { text: '', status: '' }
  tab.answers.listen((changed) => {
    const state = changed.get(id() ?? '')
    if (state) Object.assign(seen, { text: state.text, status: state.status })
  })
  return seen
}

const activeId = () => fake.chat.active()[0]?.view.id

describe('tabs of one browser', () => {
  test('share one connection, and each shows every byte', { timeout: 30_000 }, async () => {
    const all: ChatClient[] = []
    for (let i = 0; i < 5; i++) all.push(await openTab())
    let id: string | undefined
    const seen = all.map((tab) => watch(tab, () => (id ??= activeId())))
    await all[4]!.outbox.send({ content: 'a long one for all tabs' })
    await vi.waitFor(() => expect(seen.map(({ status }) => status)).toEqual(Array(5).fill('completed')), {
      timeout: 20_000,
    })
    const truth = hashOf(fake.chat.messages.get(id!)!.view.content)
    expect(seen.map(({ text }) => hashOf(text))).toEqual(Array(5).fill(truth))
    expect(fake.openStreams()).toBe(1)
  })

  test('go on without a byte lost or doubled when the leading tab closes', { timeout: 30_000 }, async () => {
    const [leader, second, third] = [await openTab(), await openTab(), await openTab()]
    let id: string | undefined
    const seen = watch(third, () => (id ??= activeId()))
    await second.outbox.send({ content: 'a long one' })
    await vi.waitFor(() => expect(seen.text.length).toBeGreaterThan(200))
    await leader.close()
    tabs.splice(tabs.indexOf(leader), 1)
    await vi.waitFor(() => expect(seen.status).toBe('completed'), { timeout: 20_000 })
    expect(hashOf(seen.text)).toBe(hashOf(fake.chat.messages.get(id!)!.view.content))
    expect(fake.openStreams()).toBe(1)
  })

  test(
    'a tab that opens in the middle of an answer gets the part it missed from the leader',
    { timeout: 30_000 },
    async () => {
      const leader = await openTab()
      await leader.outbox.send({ content: 'a long one' })
      await vi.waitFor(() => expect(leader.answers.peek(activeId()!)?.text.length).toBeGreaterThan(500))
      const id = activeId()!
      const late = await openTab()
      const seen = watch(late, () => id)
      await vi.waitFor(() => expect(seen.status).toBe('completed'), { timeout: 20_000 })
      expect(hashOf(seen.text)).toBe(hashOf(fake.chat.messages.get(id)!.view.content))
      expect(fake.openStreams()).toBe(1)
    },
  )
})
