import { expect, test } from 'vitest'
import { type User, openScene, someId } from './scene.ts'

/** Several devices of one user: pins and readings, sends that know where they stand, texts that travel once. */

test('a session is pinned, unpinned and marked as read; other fields stay as they are', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const { id } = (await user.post('/sessions', { title: 'Trip' })).body
  expect((await user.get(`/sessions/${id}`)).body).toMatchObject({ pinned: false, unread: false })
  scene.chatApi.sessions.get(id)!.unread = true
  expect((await user.get('/sync')).body.sessions).toMatchObject([{ id, pinned: false, unread: true }])
  const patch = (body: object) => user.call('PATCH', `/sessions/${id}`, body)
  expect((await patch({ pinned: true })).body).toMatchObject({ pinned: true, unread: true, title: 'Trip' })
  expect((await patch({ read: true })).body).toMatchObject({ pinned: true, unread: false, title: 'Trip' })
  expect((await patch({ pinned: false })).body).toMatchObject({ pinned: false, unread: false })
  expect((await user.get('/sessions')).body.items).toMatchObject([{ id, pinned: false, unread: false }])
})

test.each([{ read: false }, { pinned: 'yes' }, { pinned: null }])('%j changes nothing and is refused', async (body) => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const { id } = (await user.post('/sessions')).body
  const { status, body: problem } = await user.call('PATCH', `/sessions/${id}`, body)
  expect([status, problem.detail]).toEqual([400, expect.stringContaining(Object.keys(body)[0]!)])
  expect(scene.chatApi.calls.map(({ method }) => method)).not.toContain('updateSession')
})

test('a send with a base is accepted at the end of its session and refused with 409 when the session has moved on', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const { session_id, message_id: base } = await user.send()
  const post = (body: object) => user.post('/chat/messages', { content: 'Next', session_id, ...body })
  const id = someId()
  expect((await post({ base, id })).status).toBe(202)
  expect((await post({ base: id })).status).toBe(202)
  const late = await post({ base })
  expect([late.status, late.body.code, late.headers.get('content-type')]).toEqual([
    409,
    'session_moved_on',
    'application/problem+json; charset=utf-8',
  ])
  expect((await post({ base: 'the last one' })).body).toMatchObject({
    code: 'bad_request',
    detail: expect.stringContaining('base'),
  })
})

test('a completed answer can be made anew; the refusal for one that others follow passes through', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const { message_id, session_id } = await user.send()
  const generation = await scene.generate(message_id)
  await generation.complete()
  const anew = await user.post(`/chat/messages/${message_id}/retry`)
  expect(anew).toMatchObject({ status: 202, body: { session_id, status: 'queued' } })
  expect(anew.body.message_id).not.toBe(message_id)
})

/** The bytes of a reply's body, and what it says. */
async function syncBytes({ cookie }: User, url: string) {
  const response = await fetch(url, { headers: { cookie } })
  const bytes = await response.bytes()
  return { bytes: bytes.length, body: JSON.parse(new TextDecoder().decode(bytes)) }
}

test('a text travels once: stream, in pieces of 1 KiB, and sync of one browser stay below 1.5 × its bytes', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const { message_id, session_id, stream_url } = await user.send()
  const generation = await scene.generate(message_id)
  const stream = await user.stream(stream_url.replace('/api/v1', ''))
  const piece = 'Größe, „wie“ es war – 1 KiB. '.repeat(40).slice(0, 1_000)
  for (let n = 0; n < 64; n++) await generation.write(piece)
  await generation.complete()
  await stream.ended
  const textBytes = Buffer.byteLength(piece) * 64
  const streamed = Buffer.byteLength(stream.raw())

  const last = stream.frames.findLast(({ data }) => data.message_id === message_id)!
  const sync = await syncBytes(user, `${scene.origin}/api/v1/sync?since=then&have=${last.id}`)
  const row = scene.chatApi.messages.get(message_id)!
  expect(sync.body.messages.find(({ id }: { id: string }) => id === message_id)).toMatchObject({
    ...{ session_id, status: 'completed', content: '', thinking: '', content_omitted: true, sha256: row.sha256 },
  })
  expect(sync.bytes).toBeLessThan(2_000)
  expect((streamed + sync.bytes) / textBytes).toBeLessThan(1.5)
  // what it would have been
  const whole = await syncBytes(user, `${scene.origin}/api/v1/sync?since=then`)
  expect((streamed + whole.bytes) / textBytes).toBeGreaterThan(2)
})

test('only the last cursor of an answer that has ended leaves its text out', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const [ended, running] = [await user.send('one'), await user.send('two')]
  const generation = await scene.generate(ended.message_id, 2)
  await generation.write('The ', 'text')
  await generation.complete()
  const other = await scene.generate(running.message_id)
  await other.write('half')
  const asked = async (have: string) => {
    const { body } = await user.get(`/sync?since=then&have=${encodeURIComponent(have)}`)
    return body.messages.find(({ id }: { id: string }) => id === ended.message_id)
  }
  // reset, two pieces, the end: what was streamed ends at 4, what was stored by an earlier sync stands at 3
  for (const cursor of ['2.4', '2.3'])
    expect(await asked(`${ended.message_id}:${cursor}`)).toMatchObject({ content: '', content_omitted: true })
  const whole = await asked('')
  expect(whole).toMatchObject({ content: 'The text', cursor: '2.3' })
  expect(whole).not.toHaveProperty('content_omitted')
  for (const cursor of ['2.2', '2.5', '1.3', '1.4', '3.4', '0.0', 'x'])
    expect(await asked(`${ended.message_id}:${cursor}`)).toEqual(whole)
  expect(await asked(`${someId()}:2.4,nonsense,${running.message_id}:1.2`)).toEqual(whole)

  const { body } = await user.get(`/sync?since=then&have=${running.message_id}:0.0,${running.user_message_id}:0.0`)
  expect(body.messages.some((message: object) => 'content_omitted' in message)).toBe(false)
  // who is given everything begins anew, and may have forgotten it
  const { body: full } = await user.get(`/sync?have=${ended.message_id}:2.4`)
  expect(full).toMatchObject({ full: true })
  expect(full.messages.find(({ id }: { id: string }) => id === ended.message_id)).toEqual(whole)
})
