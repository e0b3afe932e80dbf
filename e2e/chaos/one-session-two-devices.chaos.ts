import { type SyncView, newId } from '@continuo/contract'
import type { FrameRecord } from '../support/history.ts'
import { expect, test } from '../support/fixtures.ts'

const fast = '[words:20][tps:200]'

test('of two devices that send at the same place, again and again, one is accepted and the other is told', async ({
  lab,
}) => {
  const guest = await lab.guest()
  const first = await guest.send(lab.question(fast))
  const { session_id } = first
  let base = first.message_id
  for (let round = 0; round < 10; round++) {
    const posts = await Promise.all(
      ['desk', 'phone'].map((from) => guest.post(lab.question(fast, `From the ${from}:`), { session_id, base })),
    )
    const [accepted, ...others] = posts.toSorted((a, b) => a.status - b.status)
    expect(posts.map(({ status }) => status).toSorted()).toEqual([202, 409])
    expect(others[0]!.body).toMatchObject({ code: 'session_moved_on' })
    // the next is written before the answer has come: what it follows is known by its question
    base = round % 2 === 0 ? accepted!.body.user_message_id : accepted!.body.message_id
  }
  expect(await guest.listMessages(session_id)).toHaveLength(22)
})

test('a pin, an answer that ended and its reading are heard by the feed of another device, and told by /sync', async ({
  lab,
}) => {
  const guest = await lab.guest()
  const feed = guest.view(null)
  await feed.connected()
  const { token } = (await guest.api.call<SyncView>('GET', '/sync')).body
  const { session_id, message_id } = await guest.send(lab.question(fast))
  const heard = (change: object) =>
    feed.until(JSON.stringify(change), () =>
      feed.record.frames.find(
        ({ event, data }: FrameRecord) =>
          event === 'session_changed' && Object.entries(change).every(([key, value]) => data[key] === value),
      ),
    )
  const patch = async (change: object) => {
    const asked = Date.now()
    const reply = await guest.api.call('PATCH', `/sessions/${session_id}`, change)
    expect(reply).toMatchObject({ status: 200 })
    return asked
  }
  const synced = async () => {
    const { body } = await guest.api.call<SyncView>('GET', '/sync')
    return body.sessions.find(({ id }) => id === session_id)
  }
  await heard({ session_id, unread: true })
  expect(await synced()).toMatchObject({ unread: true, pinned: false })
  const pinnedAt = await patch({ pinned: true })
  const pin = await heard({ session_id, pinned: true, unread: true })
  const readAt = await patch({ read: true })
  const read = await heard({ session_id, pinned: true, unread: false })
  expect(await synced()).toMatchObject({ unread: false, pinned: true })
  lab.figure(`heard after ${pin.at - pinnedAt} ms (pin), ${read.at - readAt} ms (reading)`)

  // what was followed to its end does not travel again, but to who begins anew
  const { at } = await feed.ended(message_id)
  const asked = async (query: string) => (await guest.api.call<SyncView>('GET', `/sync?${query}`)).body.messages
  const have = `have=${message_id}:${at.epoch}.${at.seq}`
  const [known, whole] = [await asked(`since=${token}&${have}`), await asked(have)]
  expect(known.find(({ id }) => id === message_id)).toMatchObject({ content: '', content_omitted: true })
  expect(whole.find(({ id }) => id === message_id)?.content).toBe(feed.of(message_id).text)
})

test('the last answer is made anew, once for however many clicks; after the next message it stays', async ({ lab }) => {
  const guest = await lab.guest()
  const first = await guest.send(lab.question(fast))
  await guest.watch(first).ended(first.message_id)
  const [anew, again] = await Promise.all([guest.retry(first), guest.retry(first)])
  expect(again).toEqual(anew)
  const { text } = await guest.watch(anew).ended(anew.message_id)
  expect(text).toBe(lab.expected(first.content))
  const { session_id } = first
  expect((await guest.listMessages(session_id)).map(({ id }) => id)).toEqual([anew.message_id, anew.user_message_id])

  const next = await guest.post(lab.question(fast), { session_id, base: anew.message_id, id: newId() })
  expect(next.status).toBe(202)
  const late = await guest.api.call('POST', `/chat/messages/${anew.message_id}/retry`, {})
  expect(late).toMatchObject({ status: 409, body: { code: 'conflict' } })
})
