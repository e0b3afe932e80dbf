import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Http } from './http.ts'
import { heldBack, sseRung } from './sse-rung.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** An open event stream whose bytes arrive as the test says. */
function openStream() {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const writer = writable.getWriter()
  const headers = { 'content-type': 'text/event-stream; charset=utf-8' }
  const http = { stream: async () => new Response(readable, { headers }) } as unknown as Http
  let heard = 0
  const sink = { opened: () => {}, heard: () => (heard += 1), frame: () => {} }
  const ended = sseRung(
    http,
    '/chat/stream',
    async () => '',
  )(new AbortController().signal, sink).then(
    () => 'ended',
    (error: { code: string }) => error.code,
  )
  return {
    ended,
    arrive: async (text: string) => {
      const before = heard
      void writer.write(new TextEncoder().encode(text))
      while (heard === before) await vi.advanceTimersByTimeAsync(0)
    },
    end: () => writer.close(),
  }
}

test('whole frames may be as far apart as they like', async () => {
  const stream = openStream()
  for (let n = 0; n < 5; n++) {
    await stream.arrive('event: delta\ndata: {}\n\n')
    await vi.advanceTimersByTimeAsync(60_000)
  }
  await stream.end()
  expect(await stream.ended).toBe('ended')
})

test('half a frame whose rest comes soon is nothing unusual', async () => {
  const stream = openStream()
  await stream.arrive('event: delta\nda')
  await vi.advanceTimersByTimeAsync(900)
  await stream.arrive('ta: {}\n\n')
  await vi.advanceTimersByTimeAsync(60_000)
  await stream.end()
  expect(await stream.ended).toBe('ended')
})

test('half a frame whose rest does not come is told as held back, not waited for', async () => {
  const stream = openStream()
  await stream.arrive('event: delta\ndata: {}\n\nevent: comple')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(await stream.ended).toBe(heldBack)
})
