import { expect, test } from '../support/fixtures.ts'

test('the janitor, twice at once and over and over: sweeps what has ended, touches nothing that lives', async ({
  lab,
}) => {
  const { runJanitor, chatKeys } = lab.product
  const guest = await lab.guest()
  const ended = await guest.send(lab.question('[words:5][tps:0]'))
  await guest.watch(ended).ended(ended.message_id)
  const live = await guest.send(lab.question('[words:100][tps:25]'))
  const viewer = guest.watch(live)
  await viewer.shows(live.message_id, 50)

  const keysOf = async (id: string) => (await chatKeys()).filter(({ key }) => key.includes(id)).map(({ key }) => key)
  const before = await keysOf(live.message_id)
  const codes: (number | null)[] = []
  while (!viewer.of(live.message_id).end && codes.length < 8) {
    // the shortest grace there is: everything that has ended may go at once
    codes.push(...(await Promise.all([runJanitor({ SWEEP_GRACE_MS: '1' }), runJanitor({ SWEEP_GRACE_MS: '1' })])))
    if (!viewer.of(live.message_id).end) expect(await keysOf(live.message_id)).toEqual(before)
  }
  const { text } = await viewer.ended(live.message_id)

  expect(new Set(codes)).toEqual(new Set([0]))
  expect(await keysOf(ended.message_id), 'keys of an ended answer').toEqual([])
  expect(text).toBe(lab.expected(live.content))
  const late = await guest.watch(ended).ended(ended.message_id)
  expect(late.text, 'an answer whose log is gone comes from Postgres').toBe(lab.expected(ended.content))
  lab.figure(`${codes.length} runs beside a live answer, its ${before.length} keys untouched`)
})
