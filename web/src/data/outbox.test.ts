import 'fake-indexeddb/auto'
import { type AcceptedMessage, newId, type PostMessageBody } from '@continuo/contract'
import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { messageView } from '../../test/message-view.ts'
import { ApiError } from '../transport/errors.ts'
import { ChatDb, messagesOf } from './db.ts'
import { newSessionDraft } from './new-turn.ts'
import { createOutbox } from './outbox.ts'
import { storeSync } from './sync.ts'

const opened: ChatDb[] = []
const freshDb = () => opened[opened.push(new ChatDb(newId())) - 1]!
afterEach(async () => {
  await Promise.all(opened.splice(0).map((db) => db.delete()))
})

type Fault = 'ok' | 'lost request' | 'lost answer' | 'unavailable' | 'signed out'

/** A server that takes each id once, behind a network with faults. */
function fakeServer(faults: Fault[] = []) {
  const turns = new Map<string, { body: PostMessageBody; answer: AcceptedMessage }>()
  async function postMessage(body: PostMessageBody): Promise<AcceptedMessage> {
    const fault = faults.shift() ?? 'ok'
    if (fault === 'lost request') throw new ApiError('network', 'lost')
    if (fault === 'unavailable') throw new ApiError('unavailable', 'not now', { status: 503, retryAfterMs: 1 })
    if (fault === 'signed out') throw new ApiError('unauthenticated', 'who?', { status: 401 })
    const known = turns.get(body.id!)
    if (known) expect(body).toEqual(known.body)
    const answer = known?.answer ?? acceptedFor(body)
    turns.set(body.id!, { body, answer })
    if (fault === 'lost answer') throw new ApiError('network', 'lost')
    return answer
  }
  return { postMessage, turns, texts: () => [...turns.values()].map((turn) => turn.body.content) }
}

const acceptedFor = (body: PostMessageBody): AcceptedMessage => ({
  session_id: body.session_id!,
  user_message_id: body.id!,
  message_id: newId(),
  task_id: '',
  status: 'queued',
  stream_url: '',
  status_url: '',
})

test(
  'every turn is sent exactly once and in order, whatever is lost and however often the page is loaded',
  { timeout: 60_000 },
  async () => {
    const faults = fc.array(fc.constantFrom<Fault>('ok', 'lost request', 'lost answer', 'unavailable', 'signed out'), {
      maxLength: 12,
    })
    const plan = fc.array(fc.constantFrom('send', 'send', 'flush', 'reload'), { minLength: 1, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(faults, plan, async (faultList, steps) => {
        const db = freshDb()
        const sessionId = newId()
        const server = fakeServer([...faultList])
        const open = () => createOutbox({ db, api: server, onNews: () => {}, random: () => 0 })
        let outbox = open()
        const typed: string[] = []
        for (const step of steps) {
          if (step === 'send') {
            typed.push(`turn ${typed.length}`)
            await outbox.send({ content: typed.at(-1)!, sessionId })
          } else if (step === 'flush') await outbox.flush()
          else {
            outbox.close()
            outbox = open()
          }
        }
        while ((await db.outbox.filter((row) => row.state === 'waiting').count()) > 0) await outbox.flush()
        outbox.close()
        expect(server.texts()).toEqual(typed)
        const rows = await messagesOf(db, sessionId).toArray()
        expect(rows.filter((row) => row.role === 'user').map((row) => row.text)).toEqual(typed)
        expect(rows.filter((row) => row.role === 'assistant')).toHaveLength(typed.length)
        expect(rows.every((row) => row.send === undefined)).toBe(true)
      }),
      { numRuns: 60 },
    )
  },
)

test('a turn is stored, with its session and without its draft, before anything is sent', async () => {
  const db = freshDb()
  await db.drafts.put({ sessionId: newSessionDraft, text: 'Hello' })
  const outbox = createOutbox({ db, api: { postMessage: () => new Promise(() => {}) }, onNews: () => {} })
  const row = await outbox.send({ content: 'Hello' })
  expect(await db.outbox.get(row.id)).toMatchObject({
    state: 'waiting',
    body: { content: 'Hello', create_session: true },
  })
  expect(await db.messages.get(row.id)).toMatchObject({ text: 'Hello', send: 'waiting' })
  expect(await db.sessions.get(row.sessionId)).toMatchObject({ preview: 'Hello', local: true })
  expect(await db.drafts.count()).toBe(0)
  outbox.close()
})

test('a turn beyond the budget is refused, and does not go out by itself when the next day begins', async () => {
  const db = freshDb()
  const refusal = new ApiError('budget_exceeded', 'Used up', { status: 429, retryAfterMs: 1 })
  const postMessage = vi.fn(() => Promise.reject(refusal))
  const outbox = createOutbox({ db, api: { postMessage }, onNews: () => {} })
  const { id } = await outbox.send({ content: 'one more', sessionId: newId() })
  await outbox.flush()
  await outbox.flush()
  expect(await db.messages.get(id)).toMatchObject({ send: 'failed', sendError: { code: 'budget_exceeded' } })
  expect(postMessage).toHaveBeenCalledTimes(1)
  outbox.close()
})

test('a refused turn stays with its reason, does not hold the next one up, and can be sent again or taken back', async () => {
  const db = freshDb()
  const server = fakeServer()
  const refuse = vi.fn(server.postMessage)
  refuse.mockRejectedValueOnce(new ApiError('bad_request', 'too strange', { status: 400, requestId: 'r-1' }))
  const outbox = createOutbox({ db, api: { postMessage: refuse }, onNews: () => {} })
  const sessionId = newId()
  const first = await outbox.send({ content: 'strange', sessionId })
  await outbox.flush()
  await outbox.send({ content: 'plain', sessionId })
  await outbox.flush()
  expect(server.texts()).toEqual(['plain'])
  expect(await db.messages.get(first.id)).toMatchObject({
    send: 'failed',
    sendError: { code: 'bad_request', requestId: 'r-1' },
  })
  expect(await outbox.discard(first.id)).toBe('strange')
  expect(await db.messages.get(first.id)).toBeUndefined()
  outbox.close()
})

test('the row of an accepted turn goes only when the turn is seen in a list', async () => {
  const db = freshDb()
  const outbox = createOutbox({ db, api: fakeServer(), onNews: () => {} })
  const row = await outbox.send({ content: 'Hello' })
  await outbox.flush()
  expect(await db.outbox.get(row.id)).toMatchObject({ state: 'accepted' })
  const seen = messageView({
    id: row.id,
    session_id: row.sessionId,
    role: 'user',
    status: 'completed',
    content: 'Hello',
  })
  await storeSync(
    db,
    { sessions: [], messages: [seen], deleted: { sessions: [], messages: [] }, token: '1', more: false, full: false },
    { clear: false },
  )
  expect(await db.outbox.get(row.id)).toBeUndefined()
  outbox.close()
})
