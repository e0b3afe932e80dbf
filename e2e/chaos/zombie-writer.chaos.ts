import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from '../support/fixtures.ts'

/** Longer than a lease (8 s) and its detection (2 s); the whole minute with CHAOS_FULL=1. */
const frozenMs = process.env.CHAOS_FULL ? 60_000 : 14_000

test('a generator that was frozen and comes back: not one stale frame, and it stops its model call', async ({
  lab,
}) => {
  test.setTimeout(frozenMs + 60_000)
  const guest = await lab.guest()
  // the frozen call goes slowly, so that it is still going on when its reader wakes; the next one is quick
  const sent = await guest.send(lab.question(`[words:${process.env.CHAOS_FULL ? 1_200 : 500}][tps:16]`))
  const [viewer, feed] = [guest.watch(sent), guest.view(null)]
  await viewer.shows(sent.message_id, 150)
  await feed.connected()
  const zombie = await lab.holder(sent.message_id)
  await lab.product.standIn.order('[tps:2000]', sent.content)

  zombie.signal('SIGSTOP')
  const thawed = sleep(frozenMs)
  try {
    const { text } = await viewer.ended(sent.message_id)
    expect(text).toBe(lab.expected(sent.content))
    await thawed
  } finally {
    zombie.signal('SIGCONT')
  }
  const wokeAt = Date.now()
  const call = await lab.product.standIn.wait(sent.content, { outcome: 'client_closed' })

  const frames = [...viewer.record.frames, ...feed.record.frames]
  const stale = frames.filter(({ at, data }) => at >= wokeAt && data.message_id === sent.message_id)
  expect(stale, 'frames of the woken writer').toEqual([])
  lab.figure(`frozen ${frozenMs / 1000} s, ended its model call ${(call.endedAt ?? 0) - wokeAt} ms after waking`)
})
