import { expect, test } from '../support/fixtures.ts'

const streams = 200

test('kill -9 of the gateway with 200 streams open: every client resumes and shows the exact text', async ({ lab }) => {
  // twenty streams are what one user may open
  const people = await Promise.all(
    Array.from({ length: streams / 20 }, async () => {
      const guest = await lab.guest()
      return { guest, sent: await guest.send(lab.question('[words:120][tps:20]')) }
    }),
  )
  const viewers = people.flatMap(({ guest, sent }) =>
    Array.from({ length: 20 }, () => ({ sent, viewer: guest.watch(sent) })),
  )
  await Promise.all(viewers.map(({ viewer, sent }) => viewer.shows(sent.message_id, 150)))

  await lab.product.gateway.kill()
  await lab.product.gateway.start()
  const backAt = Date.now()
  await Promise.all(viewers.map(({ viewer }) => viewer.until('resumed', () => viewer.record.connections.length > 1)))
  await Promise.all(viewers.map(({ viewer }) => viewer.connected()))
  const resumedMs = viewers.map(({ viewer }) => (viewer.record.connections.at(-1)?.openedAt ?? 0) - backAt)

  for (const { sent, viewer } of viewers) {
    const { text } = await viewer.ended(sent.message_id)
    expect(text).toBe(lab.expected(sent.content))
  }
  lab.figure(
    `${viewers.length} of ${streams} streams resumed, the last ${Math.max(...resumedMs)} ms after the gateway was back`,
  )
})
