import { expect, test } from 'vitest'
import { returnPath } from './return-to.ts'

test.each([
  ['/', '/'],
  ['/c/1?x=2#y', '/c/1?x=2#y'],
  ['/a/../b', '/b'],
])('%s is a path of this site', (wanted, path) => {
  expect(returnPath(wanted)).toBe(path)
})

test.each([
  undefined,
  '',
  'https://evil.example',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/%09//evil.example/..//evil.example/..//',
  '/.//evil.example',
  '/..//evil.example',
  'javascript:alert(1)',
  ' https://evil.example',
  '/\n/evil.example',
  `/${'x'.repeat(3_000)}`,
])('%j leads nowhere but here', (wanted) => {
  const path = returnPath(wanted)
  expect(new URL(path, 'https://own.example').origin).toBe('https://own.example')
  expect(path.startsWith('//')).toBe(false)
})
