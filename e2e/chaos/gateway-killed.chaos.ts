import { expect, test } from '../support/fixtures.ts'

const streams = 200

test('kill -9 of the gateway with 200 streams open: every client resumes and shows the exact text', async ({ lab }) => {
  // twenty streams are what one user may open
  const people = await Promise.all(
    Array.from({ length: streams / 20 }, async () => {
      const guest = await lab.guest()
      return { guest, sent: await guest.send(lab.question('[words:160][tps:20]')) }
    }),
  )
  const viewers = people.flatMap(({ guest, sent }) =>
    Array.from({ length: 20 }, () => ({ sent, viewer: guest.watch(sent) })),
  )
  await Promise.all(viewers.map(({ viewer, sent }) => viewer.shows(sent.message_id, 1)))

  const killedAt = Date.now()
  await lab.product.gateway.kill()
  await lab.product.gateway.start()
  const downMs = Date.now() - killedAt
  const resumed = ({ viewer }: (typeof viewers)[number]) =>
    viewer.until('resumed', () => viewer.record.connections.find(({ status }, n) => n > 0 && status === 200))
  const resumedMs = (await Promise.all(viewers.map(resumed))).map(({ answeredAt }) => answeredAt - killedAt)

  for (const { sent, viewer } of viewers) {
    const { text } = await viewer.ended(sent.message_id)
    expect(text).toBe(lab.expected(sent.content))
  }
  lab.figure(
    `${viewers.length} of ${streams} streams resumed, the last ${Math.max(...resumedMs)} ms after the kill (gateway away for ${downMs} ms)`,
  )
})
