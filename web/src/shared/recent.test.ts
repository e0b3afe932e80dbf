import { expect, test } from 'vitest'
import { Recent } from './recent.ts'

test('what was used last stays, and the whole never weighs more than allowed', () => {
  const recent = new Recent<string>(10)
  recent.set('a', 'A', 4)
  recent.set('b', 'B', 4)
  expect(recent.get('a')).toBe('A')
  recent.set('c', 'C', 4)
  expect([recent.get('a'), recent.get('b'), recent.get('c')]).toEqual(['A', undefined, 'C'])
  recent.set('c', 'C2', 2)
  recent.set('d', 'D', 4)
  expect([recent.get('a'), recent.get('c'), recent.get('d')]).toEqual(['A', 'C2', 'D'])
  recent.set('huge', 'H', 11)
  expect([recent.get('huge'), recent.get('a')]).toEqual([undefined, 'A'])
})
