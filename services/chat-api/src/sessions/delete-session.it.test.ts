import { controlChannel } from '@continuo/stream-log/keys'
import { expect, test } from 'vitest'
import { createWorld } from '../../test/world.ts'
import { renewEpoch } from '../generations/leases.ts'
import { deleteSession } from './delete-session.ts'

test('deleting a session in mid-answer stops its writer and leaves nothing, neither in Postgres nor in Redis', async () => {
  await using world = await createWorld()
  const first = await world.send()
  const { sessionId } = first
  await world.complete(first.messageId, (await world.claim(first.messageId)).epoch)
  const { messageId } = await world.send({ sessionId, content: 'running' })
  const { epoch } = await world.claim(messageId)
  const opened = await world.writer.open({
    ref: { sessionId, messageId },
    epoch,
    opening: { type: 'reset', reason: 'start' },
  })
  if (opened.kind !== 'ok') throw new Error(opened.kind)
  await opened.stream.append([{ type: 'delta', text: 'secret' }])
  await world.deps.background.settled()

  const ear = world.redis.duplicate()
  const heard: string[] = []
  ear.on('message', (_channel, payload: string) => heard.push(payload))
  await ear.subscribe(controlChannel(sessionId))
  await deleteSession(world.deps, { userId: world.userId, id: sessionId })
  await world.deps.background.settled()
  ear.disconnect()

  expect(heard.map((payload) => JSON.parse(payload) as unknown)).toEqual([{ message_id: messageId, epoch }])
  expect(await world.redis.keys(`chat:*${sessionId}*`)).toEqual([])
  for (const table of ['sessions', 'messages', 'outbox'] as const) expect(await world.db(table)).toEqual([])
  expect(await world.db('tombstones').pluck('session_id')).toEqual([sessionId])
  expect(await opened.stream.append([{ type: 'delta', text: 'more' }])).toMatchObject({ kind: 'lost' })
  await expect(renewEpoch(world.deps, { messageId, epoch })).rejects.toMatchObject({ code: 'not_found' })
  await expect(world.complete(messageId, epoch)).rejects.toMatchObject({ code: 'not_found' })
  // repeatable
  await deleteSession(world.deps, { userId: world.userId, id: sessionId })
})
