import { identityKeys } from '@continuo/testkit'
import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

const good = {
  REDIS_URL: 'redis://localhost',
  CHAT_API_ADDRESS: 'dns:///chat-api:50051',
  IDENTITY_PRIVATE_KEY: identityKeys.privateKeys.worker,
  ANTHROPIC_API_KEY: 'k',
}

test('an unknown queue is a start-up error', () => {
  expect(() => readConfig({ ...good, QUEUES: 'chat,defualt' })).toThrow(/QUEUES/)
  expect(readConfig({ ...good, QUEUES: 'default, chat,chat' }).worker.queues).toEqual(['default', 'chat'])
})

test('every bad variable is named at once, a missing key among them, and no value is shown', () => {
  const read = () =>
    readConfig({ REDIS_URL: 'hunter2', GENERATOR_CONCURRENCY: '0', ANTHROPIC_EXTRA_HEADERS: '{"a":1}' })
  expect(read).toThrow(
    /REDIS_URL[^]*CHAT_API_ADDRESS[^]*ANTHROPIC_EXTRA_HEADERS[^]*GENERATOR_CONCURRENCY[^]*ANTHROPIC_API_KEY/,
  )
  expect(read).not.toThrow(/hunter2/)
})

test('the aliases of key and model are read', () => {
  const { ANTHROPIC_API_KEY: _key, ...rest } = good
  expect(readConfig({ ...rest, CLAUDE_API_KEY: 'a', CLAUDE_MODEL: 'm' }).model).toMatchObject({
    apiKey: 'a',
    defaultModel: 'm',
  })
})

test('the stand-in needs no key but an address, so that nothing goes to the real server by mistake', () => {
  const { ANTHROPIC_API_KEY: _key, ...rest } = good
  expect(() => readConfig({ ...rest, MODEL_IS_STAND_IN: 'true' })).toThrow(/ANTHROPIC_BASE_URL/)
  const config = readConfig({ ...rest, MODEL_IS_STAND_IN: 'true', ANTHROPIC_BASE_URL: 'http://127.0.0.1:1' })
  expect(config.model.standIn).toBe(true)
})
