import { newId } from '@continuo/contract'
import type { Guest } from '../support/client/guest.ts'
import type { Lab } from '../support/lab.ts'
import { expect, test } from '../support/fixtures.ts'

test.afterEach(async ({ product }) => {
  for (const one of [product.chatApi, ...product.generators]) await one.stop()
  await product.heal()
})

async function firstTokenMs(lab: Lab, guest: Guest): Promise<number> {
  const began = performance.now()
  const sent = await guest.send(lab.question('[words:10][tps:40]'))
  const viewer = guest.watch(sent)
  await viewer.shows(sent.message_id, 1)
  const took = performance.now() - began
  await viewer.ended(sent.message_id)
  return took
}

test('one user with 50 queued messages delays the first token of another by 2 s at most', async ({ lab }) => {
  test.setTimeout(120_000)
  const { product } = lab
  await product.chatApi.stop()
  await product.chatApi.start({ USER_CONCURRENCY: '3' })
  // two generators with four places together: the greedy one could fill them all, twelve times over
  for (const generator of product.generators) {
    await generator.stop()
    await generator.start({ GENERATOR_CONCURRENCY: '2' })
  }
  const [greedy, other] = [await lab.guest(), await lab.guest()]
  const aloneMs = await firstTokenMs(lab, other)

  const sent = await Promise.all(
    Array.from({ length: 50 }, () =>
      greedy.send(lab.question('[words:25][tps:40]'), { session_id: newId(), create_session: true }),
    ),
  )
  const ids = sent.map(({ message_id }) => message_id)
  const active = () =>
    product.sql<{ status: string; leased: boolean }>(
      'select status, lease_owner is not null as leased from messages where id = any($1) and completed_at is null',
      [ids],
    )
  const waits: number[] = []
  let most = 0
  for (let n = 0; n < 5; n++) {
    waits.push(await firstTokenMs(lab, other))
    most = Math.max(most, (await active()).filter(({ leased }) => leased).length)
  }
  expect((await active()).length, 'the greedy one was waiting all the while').toBeGreaterThan(3)
  expect(most).toBeLessThanOrEqual(3)
  for (const waitMs of waits) expect(waitMs).toBeLessThanOrEqual(aloneMs + 2_000)
  const { body } = await greedy.api.call<{ error: unknown }>(
    'GET',
    `/chat/status/${sent[49]!.session_id}/${ids[49]}?cursor=0.0`,
  )
  expect(body).toMatchObject({ status: 'queued' })
  await expect(async () => expect(await active()).toEqual([])).toPass({ timeout: 60_000 })
  const shown = waits.map((ms) => Math.round(ms)).join(', ')
  lab.figure(`first token alone ${Math.round(aloneMs)} ms, beside 50 queued ${shown} ms; ${most} at once`)
})
