import type { FrameRecord } from '../support/history.ts'
import { expect, test } from '../support/fixtures.ts'

const told = ({ event, id, data }: FrameRecord) => ({ event, id, data })

test('by a WebSocket and by an event stream the same answer is the same frames', async ({ lab }) => {
  const guest = await lab.guest()
  const viewers = [guest.view(null), guest.view(null, [], true)] as const
  await Promise.all(viewers.map((viewer) => viewer.connected()))
  const sent = await guest.send(lab.question('[words:80][tps:40][thinking]'))
  const [byStream, bySocket] = await Promise.all(viewers.map((viewer) => viewer.ended(sent.message_id)))
  expect(byStream?.text).toBe(lab.expected(sent.content))
  expect(bySocket?.text).toBe(byStream?.text)
  // hints of other things may come between them in another order
  const answerIn = (frames: readonly FrameRecord[]) =>
    frames.filter(({ data }) => data.message_id === sent.message_id && data.seq !== undefined).map(told)
  const [stream, socket] = viewers.map(({ record }) => answerIn(record.frames))
  expect(socket).toEqual(stream)
  lab.figure(`${socket?.length} frames of one answer, the same by both`)
})

test('SIGTERM of the gateway: every socket is told when to come back, and misses nothing', async ({ lab }) => {
  const guest = await lab.guest()
  const viewers = Array.from({ length: 10 }, () => guest.view(null, [], true))
  await Promise.all(viewers.map((viewer) => viewer.connected()))
  const sent = await guest.send(lab.question('[words:120][tps:25]'))
  await Promise.all(viewers.map((viewer) => viewer.shows(sent.message_id, 100)))
  const askedAt = Date.now()
  await lab.product.gateway.stop()
  const goneAt = Date.now()
  await lab.product.gateway.start()
  const ended = await Promise.all(viewers.map((viewer) => viewer.ended(sent.message_id)))
  for (const { record } of viewers) {
    // who is back before the door is shut is told once more
    const drains = record.frames.filter(({ event, connection }) => event === 'drain' && connection === 0)
    expect(drains).toHaveLength(1)
    expect(record.connections[0]?.end, 'closed with 1012').toBe('server')
  }
  for (const { text } of ended) expect(text).toBe(lab.expected(sent.content))
  lab.figure(`gone ${goneAt - askedAt} ms after SIGTERM`)
})

test('a gateway killed under sockets: they resume at their cursors and miss nothing', async ({ lab }) => {
  const guest = await lab.guest()
  const viewers = [guest.view(null, [], true), guest.view(null), guest.view(null, [], true)]
  await Promise.all(viewers.map((viewer) => viewer.connected()))
  const sent = await guest.send(lab.question('[words:100][tps:25]'))
  await Promise.all(viewers.map((viewer) => viewer.shows(sent.message_id, 100)))
  await lab.product.gateway.kill()
  await lab.product.gateway.start()
  for (const { text } of await Promise.all(viewers.map((viewer) => viewer.ended(sent.message_id))))
    expect(text).toBe(lab.expected(sent.content))
})
