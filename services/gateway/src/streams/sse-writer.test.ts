import { EventEmitter } from 'node:events'
import type { ServerResponse } from 'node:http'
import { expect, test, vi } from 'vitest'
import { openSse } from './sse-writer.ts'
import type { SinkOptions } from './stream-sink.ts'

/** A response whose client reads only when told to. */
function slowResponse() {
  const written: Buffer[] = []
  const response = Object.assign(new EventEmitter(), {
    writableLength: 0,
    socket: { setNoDelay: vi.fn(), setKeepAlive: vi.fn() },
    writeHead: vi.fn(),
    write(chunk: Buffer | string) {
      written.push(Buffer.from(chunk))
      response.writableLength += chunk.length
      return false
    },
    end: vi.fn(),
    destroy: vi.fn(),
    read() {
      response.writableLength = 0
      response.emit('drain')
    },
  })
  return { response, written, res: response as unknown as ServerResponse }
}

const open = (res: ServerResponse, more: Partial<SinkOptions> = {}) => {
  const onClose = vi.fn()
  const sse = openSse(res, { heartbeatMs: 60_000, maxUnsentBytes: 1_000_000, onClose, ...more })
  return { sse, onClose }
}
const tick = () => new Promise((resolve) => setImmediate(resolve))

test('the first bytes leave at once, and the frames of one tick leave in one write', async () => {
  const { res, written } = slowResponse()
  const { sse } = open(res)
  expect(written.map(String)).toEqual([expect.stringMatching(/^: ok\nretry: \d{3,4}\n\n$/)])
  for (const frame of ['a', 'b', 'c']) sse.send(Buffer.from(frame))
  expect(written).toHaveLength(1)
  await tick()
  sse.send(Buffer.from('d'))
  await tick()
  expect(written.slice(1).map(String)).toEqual(['abc', 'd'])
  sse.end('done')
})

test('a single frame is handed on as it is, not copied', async () => {
  const { res, response } = slowResponse()
  const write = vi.spyOn(response, 'write')
  const { sse } = open(res)
  const frame = Buffer.from('shared by all viewers')
  sse.send(frame)
  await tick()
  expect(write.mock.calls.at(-1)?.[0]).toBe(frame)
  sse.end('done')
})

test('more than the limit unsent ends the connection, whatever the ticks', async () => {
  const { res, response } = slowResponse()
  const { sse, onClose } = open(res)
  const frame = Buffer.alloc(100_000)
  for (let sent = 0; !sse.closed && sent < 100; sent++) {
    sse.send(frame)
    if (sent % 3 === 0) await tick()
    expect(response.writableLength).toBeLessThanOrEqual(1_000_100)
  }
  expect(onClose).toHaveBeenCalledExactlyOnceWith('slow')
  expect(response.destroy).toHaveBeenCalledOnce()
  sse.send(frame)
  await tick()
  expect(response.writableLength).toBeLessThanOrEqual(1_000_100)
})

test('one frame that nobody can split is allowed, and only once until it has been read', async () => {
  const { res, response } = slowResponse()
  const { sse, onClose } = open(res)
  sse.send(Buffer.alloc(3_000_000))
  await tick()
  expect(sse.closed).toBe(false)
  response.read()
  sse.send(Buffer.alloc(200_000))
  expect(sse.closed).toBe(false)
  for (let sent = 0; sent < 5; sent++) sse.send(Buffer.alloc(200_000))
  expect(onClose).toHaveBeenCalledExactlyOnceWith('slow')
})

test('a reader who takes nothing for some heartbeats is given up', () => {
  vi.useFakeTimers()
  try {
    const { res, response } = slowResponse()
    const { sse, onClose } = open(res, { heartbeatMs: 1_000 })
    response.read()
    vi.advanceTimersByTime(1_000)
    sse.send(Buffer.alloc(500_000))
    response.writableLength = 500_000
    vi.advanceTimersByTime(3_000)
    expect(onClose).toHaveBeenCalledExactlyOnceWith('slow')
    expect(vi.getTimerCount()).toBe(0)
  } finally {
    vi.useRealTimers()
  }
})

test('an end sends what waits first, and only the first reason counts', () => {
  const { res, response, written } = slowResponse()
  const { sse, onClose } = open(res)
  sse.send(Buffer.from('last'))
  sse.end('drain')
  response.emit('close')
  expect(String(written.at(-1))).toBe('last')
  expect(response.end).toHaveBeenCalledOnce()
  expect(onClose).toHaveBeenCalledExactlyOnceWith('drain')
})
