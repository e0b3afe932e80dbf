import { expect, test } from 'vitest'
import { createSender, pace } from './sender.ts'

function scene() {
  const world = { online: true, seen: true, nowMs: 0, news: 1, sent: [] as string[] }
  const sender = createSender({
    take: () => (world.news > 0 ? { resumes: world.news-- } : undefined),
    send: (body) => world.sent.push(body),
    isOnline: () => world.online,
    isSeen: () => world.seen,
    now: () => world.nowMs,
  })
  return { world, sender }
}

test('a seen page reports each minute, a hidden one is silent, and nothing new is nothing to say', () => {
  const { world, sender } = scene()
  world.seen = false
  sender.tick()
  expect(world.sent).toEqual([])
  world.seen = true
  sender.tick()
  expect(world.sent).toEqual(['{"resumes":1}'])
  world.nowMs += pace.everyMs
  sender.tick()
  expect(world.sent).toHaveLength(1)
})

test('without a network nothing is tried, and nothing that was noticed is lost', () => {
  const { world, sender } = scene()
  world.online = false
  sender.tick()
  sender.hidden()
  sender.leave()
  expect([world.sent, world.news]).toEqual([[], 1])
  world.online = true
  sender.tick()
  expect(world.sent).toEqual(['{"resumes":1}'])
})

test('looking away again and again sends no storm; the last word before the page goes is always said', () => {
  const { world, sender } = scene()
  world.news = 3
  for (let n = 0; n < 5; n++) sender.hidden()
  expect(world.sent).toHaveLength(1)
  world.nowMs += pace.leastMs
  sender.hidden()
  expect(world.sent).toHaveLength(2)
  sender.leave()
  expect(world.sent).toHaveLength(3)
})
