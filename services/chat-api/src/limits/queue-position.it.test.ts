import { expect, test } from 'vitest'
import { createWorld } from '../../test/world.ts'
import type { Accepted } from '../messages/send-message.ts'
import { admitWaiting } from './admit.ts'
import { countAhead } from './queue-position.ts'

test('a user whose slots are taken is told how many of their own go first, and the number falls to nothing', async () => {
  await using world = await createWorld({ limits: { userConcurrency: 2 } })
  const sent: Accepted[] = []
  for (let n = 0; n < 6; n++) sent.push(await world.send({ content: `m${n}` }))
  const ahead = async () =>
    Promise.all(sent.map(async ({ messageId }) => countAhead(world.db, await world.message(messageId))))
  expect(await ahead()).toEqual([0, 1, 2, 3, 4, 5])
  for (const { messageId } of sent.slice(0, 2)) await world.complete(messageId, (await world.claim(messageId)).epoch)
  await admitWaiting(world.deps)
  expect((await ahead()).slice(2)).toEqual([0, 1, 2, 3])
})

test('what others have waiting behind their own limit goes before nobody', async () => {
  await using world = await createWorld({ limits: { userConcurrency: 2 } })
  for (let n = 0; n < 10; n++) await world.send({ content: `m${n}` })
  const { messageId } = await world.send({ userId: await world.newUser() })
  expect(await countAhead(world.db, await world.message(messageId))).toBe(2)
})
