import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bodyHash } from './body-hash.ts'

const body = fc.record({
  content: fc.string(),
  sessionId: fc.option(fc.uuid(), { nil: undefined }),
  model: fc.option(fc.string(), { nil: undefined }),
  system: fc.option(fc.string(), { nil: undefined }),
})

test('two requests have one hash exactly when all that was sent is equal', () => {
  fc.assert(
    fc.property(body, body, (a, b) => {
      const equal =
        a.content === b.content && a.sessionId === b.sessionId && a.model === b.model && a.system === b.system
      expect(bodyHash(a) === bodyHash(b)).toBe(equal)
      expect(bodyHash({ ...a })).toBe(bodyHash(a))
    }),
  )
})

test('the hash of a stored message never changes between releases', () => {
  expect(bodyHash({ content: 'Hello' })).toBe('1:d6d0ff485dd7327a6ca7eb8fa2486e4aee7398d1d31bde79007ad73fcdae5fde')
})
