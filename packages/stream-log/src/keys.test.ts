import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ref } from '../test/arbitraries.ts'
import { controlChannel, feedChannel, logKey, refOfKey, statusKey, taskKey, updatesChannel } from './keys.ts'

test('keys carry the session as hash tag and lead back to their message', () => {
  expect(logKey(ref)).toBe(`chat:stream:{${ref.sessionId}}:${ref.messageId}`)
  for (const key of [logKey(ref), statusKey(ref), taskKey(ref)]) expect(refOfKey(key)).toEqual(ref)
})

test('nothing but a lower-case UUID becomes part of a key', () => {
  const bad = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '*',
      '{x}',
      'a:b',
      '\r\n',
      '__proto__',
      ref.sessionId.toUpperCase(),
      `${ref.sessionId}\n`,
      ` ${ref.sessionId}`,
    ),
  )
  fc.assert(
    fc.property(bad, (id) => {
      for (const make of [updatesChannel, controlChannel, feedChannel]) expect(() => make(id)).toThrow('UUID')
      for (const make of [logKey, statusKey, taskKey]) {
        expect(() => make({ ...ref, messageId: id })).toThrow('UUID')
        expect(() => make({ ...ref, sessionId: id })).toThrow('UUID')
      }
    }),
  )
})

test('keys of others are not taken for ours', () => {
  for (const key of ['chat:updates:{x}', `chat:stream:{${ref.sessionId}}:x`, `bull:${logKey(ref)}`, `${logKey(ref)}:x`])
    expect(refOfKey(key)).toBeUndefined()
})
