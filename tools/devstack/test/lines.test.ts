import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { Lines } from '../src/lines.ts'

test('lines survive any cut of the bytes, also inside a character', async () => {
  const bytes = Buffer.from('{"msg":"grüß"}\r\nplain €\nno newline')
  for (let cut = 0; cut <= bytes.length; cut++) {
    const lines = new Lines()
    const pipe = new PassThrough()
    lines.feed(pipe)
    pipe.write(bytes.subarray(0, cut))
    pipe.end(bytes.subarray(cut))
    await lines.waitFor(({ text }) => text === 'no newline')
    expect(lines.tail(9)).toEqual(['{"msg":"grüß"}', 'plain €', 'no newline'])
  }
})

test('a wait finds lines of the past, from a position on, and lines to come', async () => {
  const lines = new Lines()
  lines.push('{"msg":"ready","n":1}')
  const from = lines.count
  const isReady = ({ json }: { json?: Record<string, unknown> }) => json?.msg === 'ready'
  expect((await lines.waitFor(isReady)).json).toEqual({ msg: 'ready', n: 1 })
  const next = lines.waitFor(isReady, { from })
  lines.push('{"msg":"ready","n":2}')
  expect((await next).json).toEqual({ msg: 'ready', n: 2 })
})

test('a wait in vain says what was said instead', async () => {
  const lines = new Lines()
  lines.push('something else')
  await expect(lines.waitFor(() => false, { timeoutMs: 1 })).rejects.toThrow('something else')
})

test('an iteration gets every line from its beginning on', async () => {
  const lines = new Lines()
  lines.push('before')
  const seen: string[] = []
  const reading = (async () => {
    for await (const { text } of lines) {
      seen.push(text)
      if (text === 'c') break
    }
  })()
  for (const text of ['a', 'b', 'c', 'd']) lines.push(text)
  await reading
  expect(seen).toEqual(['a', 'b', 'c'])
})
