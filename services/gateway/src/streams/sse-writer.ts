import type { ServerResponse } from 'node:http'
import { type SinkOptions, type StreamSink, type Transport, createSink } from './stream-sink.ts'

const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
}

export const overSse = ({ res }: { res: ServerResponse }): Transport => ({
  name: 'sse',
  open: (options) => openSse(res, options),
})

/** Opens an event stream on a response: headers and first bytes at once. Nothing that may fail comes after this. */
export function openSse(res: ServerResponse, options: SinkOptions): StreamSink {
  res.socket?.setNoDelay(true)
  res.socket?.setKeepAlive(true, 15_000)
  res.writeHead(200, headers)
  return createSink(
    {
      write: (bytes) => void res.write(bytes),
      get unsentBytes() {
        return res.writableLength
      },
      isStuck: () => res.writableLength > 0,
      onDrain: (listener) => res.on('drain', listener),
      onGone(listener) {
        res.once('close', () => listener('gone'))
        res.once('error', () => listener('gone'))
      },
      end: () => void res.end(),
      destroy: () => void res.destroy(),
    },
    options,
  )
}
