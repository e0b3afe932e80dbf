import { expect, test } from 'vitest'
import { matches, namesOf, type Pressed } from './keys.ts'
import { shortcutGroups } from './shortcuts.ts'

const press = (key: string, held: Partial<Pressed> = {}): Pressed => ({
  ...{ key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
  ...held,
})

test('the same shortcut is pressed and named as each platform does', () => {
  expect(matches(press('k', { ctrlKey: true }), 'Mod+K', false)).toBe(true)
  expect(matches(press('k', { metaKey: true }), 'Mod+K', true)).toBe(true)
  expect(matches(press('k', { ctrlKey: true }), 'Mod+K', true)).toBe(false)
  expect(namesOf('App+N', false)).toEqual(['Alt', 'N'])
  expect(namesOf('App+N', true)).toEqual(['⌃', '⇧', 'N'])
})

test('a letter is found by its place on a keyboard that writes another alphabet', () => {
  expect(matches(press('ى', { code: 'KeyN', altKey: true }), 'App+N', false)).toBe(true)
  expect(matches(press('؟', { shiftKey: true }), '?', false)).toBe(true)
})

test('a letter with more keys held than asked for is another shortcut', () => {
  expect(matches(press('n', { altKey: true, ctrlKey: true }), 'App+N', false)).toBe(false)
  expect(matches(press('N', { altKey: true, shiftKey: true }), 'App+N', false)).toBe(false)
  expect(matches(press('/', { ctrlKey: true }), '/', false)).toBe(false)
})

test('no two shortcuts share a key', () => {
  const keys = shortcutGroups.flatMap((group) => group.items.flatMap((item) => item.keys))
  expect(new Set(keys).size).toBe(keys.length)
})
