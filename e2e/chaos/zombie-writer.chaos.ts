import { setTimeout as sleep } from 'node:timers/promises'
import { comparePositions, parsePosition } from '@continuo/contract'
import { expect, test } from '../support/fixtures.ts'

/** Longer than a lease (8 s) and its detection (2 s); the whole minute with CHAOS_FULL=1. */
const frozenS = process.env.CHAOS_FULL ? 60 : 14
const tokens = 250
/** The frozen call is still going on when its reader wakes, with all it has missed in its buffers … */
const firstTps = Math.floor(tokens / (frozenS * 1.4))
/** … and its successor, who begins after some 10 s, is in the middle of writing. */
const secondTps = Math.floor((tokens * 0.9) / (frozenS - 6))

test('a generator that was frozen wakes beside its successor: not one stale frame, and it stops its model call', async ({
  lab,
}) => {
  test.setTimeout(frozenS * 1_000 + 90_000)
  const guest = await lab.guest()
  const sent = await guest.send(lab.question(`[tokens:${tokens}][tps:${firstTps}]`))
  const [viewer, feed] = [guest.watch(sent), guest.view(null)]
  await viewer.shows(sent.message_id, 80)
  await feed.connected()
  const heard = await lab.product.overhear(sent.session_id)
  const zombie = await lab.holder(sent.message_id)
  await lab.product.standIn.order(`[tps:${secondTps}]`, sent.content)

  zombie.signal('SIGSTOP')
  await sleep(frozenS * 1_000)
  const atWaking = viewer.of(sent.message_id)
  zombie.signal('SIGCONT')
  const wokeAt = Date.now()
  const call = await lab.product.standIn.wait(sent.content, { outcome: 'client_closed' })
  const shown = await Promise.all([viewer.ended(sent.message_id), feed.ended(sent.message_id)])
  const late = await guest.watch(sent).ended(sent.message_id)

  for (const { text } of [...shown, late]) expect(text).toBe(lab.expected(sent.content))
  const places = heard.map((payload) => parsePosition(/^[^:]+:(\S+)/u.exec(payload)?.[1] ?? '')!)
  expect(places.toSorted(comparePositions), 'a stale writer is not even published').toEqual(places)
  lab.figure(
    `frozen ${frozenS} s, woke ${atWaking.end ? 'after' : `at ${atWaking.text.length} characters of`} its successor, ` +
      `ended its model call ${(call.endedAt ?? 0) - wokeAt} ms later`,
  )
})
