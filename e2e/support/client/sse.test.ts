import { expect, test } from '@playwright/test'
import { type RawFrame, sseReader } from './sse.ts'

const frames = (text: string, size: number): RawFrame[] => {
  const seen: RawFrame[] = []
  const reader = sseReader((frame) => seen.push(frame))
  const bytes = new TextEncoder().encode(text)
  for (let i = 0; i < bytes.length; i += size) reader.push(bytes.subarray(i, i + size))
  return seen
}

test('frames are read the same, however the bytes are cut', () => {
  const text = ': hi\n\nid: m:1.2\nevent: delta\ndata: {"text":"é🌊"}\n\nretry: 900\n\nevent: half'
  const whole = frames(text, text.length * 4)
  expect(whole.map(({ event }) => event)).toEqual([undefined, 'delta', undefined])
  expect(whole[1]).toMatchObject({ id: 'm:1.2', data: '{"text":"é🌊"}' })
  for (const size of [1, 2, 3, 7]) expect(frames(text, size)).toEqual(whole)
})

test('a line that is no field is an error, and so is a field that comes twice', () => {
  expect(() => frames('nonsense\n\n', 99)).toThrow('not an SSE field')
  expect(() => frames('id: a\nid: b\n\n', 99)).toThrow('came twice')
})
