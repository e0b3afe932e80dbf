import { expect, test } from 'vitest'
import { redisOutage } from './redis-outage.ts'

test('an outage is one line when it begins and one when it is over, however often is tried; the next one again', () => {
  const lines: string[] = []
  const line = (level: string) => (_facts: unknown, name: string) => void lines.push(`${level} ${name}`)
  const logger = { debug: line('debug'), info: line('info'), warn: line('warn') } as never
  const { failed, back } = redisOutage(logger, { role: 'command' })
  back() // the first connection is no return
  for (let outage = 0; outage < 2; outage++) {
    for (let n = 0; n < 3; n++) failed(new Error('connect ECONNREFUSED'))
    back()
  }
  const one = ['warn redis connection lost', 'debug redis still away', 'debug redis still away']
  expect(lines).toEqual([...one, 'info redis connected again', ...one, 'info redis connected again'])
})
