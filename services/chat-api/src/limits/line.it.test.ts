import { expect, test } from 'vitest'
import { type World, createWorld } from '../../test/world.ts'
import type { Accepted } from '../messages/send-message.ts'
import { admitWaiting } from './admit.ts'
import { placesIn, readLine } from './line.ts'

const places = async ({ db, deps }: World) => placesIn(await readLine(db, deps.limits.queueLimitMs))

test('a user whose slots are taken is told how many of their own go first, and the number falls to nothing', async () => {
  await using world = await createWorld({ limits: { userConcurrency: 2 } })
  const sent: Accepted[] = []
  for (let n = 0; n < 6; n++) sent.push(await world.send({ content: `m${n}` }))
  const ahead = async () => {
    const found = await places(world)
    return sent.map(({ messageId }) => found.get(messageId))
  }
  expect(await ahead()).toEqual([0, 1, 2, 3, 4, 5])
  for (const { messageId } of sent.slice(0, 2)) await world.complete(messageId, (await world.claim(messageId)).epoch)
  await admitWaiting(world.deps)
  expect(await ahead()).toEqual([undefined, undefined, 0, 1, 2, 3])
})

test('what others have waiting behind their own limit goes before nobody', async () => {
  await using world = await createWorld({ limits: { userConcurrency: 2 } })
  for (let n = 0; n < 10; n++) await world.send({ content: `m${n}` })
  const { messageId } = await world.send({ userId: await world.newUser() })
  expect((await places(world)).get(messageId)).toBe(2)
})
