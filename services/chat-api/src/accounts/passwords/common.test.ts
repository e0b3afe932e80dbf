import { expect, test } from 'vitest'
import { isCommonPassword } from './common.ts'

test.each([
  'aaaaaaaaaaaa',
  '123456789012',
  '1234567890123',
  'qwertyuiop12',
  'abcdefghijkl',
  'abcabcabcabc',
  'passwordpassword',
  'Password12345',
  'P@ssw0rd12345',
  'Welcome2024!!',
  'iloveyou1234',
  'continuo-chat-1',
  'letmein-please',
  '+49 30 1234567',
  '1qaz2wsx3edc',
  'zyxwvutsrqponm',
])('anybody would try %s', (password) => {
  expect(isCommonPassword(password)).toBe(true)
})

test.each(['tide sorrow lantern', 'kq8#vv2Lmn!x', 'Zwölf Boxkämpfer jagen', '漢字のパスワードはこれです'])(
  'nobody would try %s',
  (password) => {
    expect(isCommonPassword(password)).toBe(false)
  },
)

test("a person's own address is no password for that person", () => {
  expect(isCommonPassword('marigoldsmith1', ['marigold.smith@example.org'])).toBe(true)
  expect(isCommonPassword('marigoldsmith1', ['ann@example.org'])).toBe(false)
})
