import type { ServerResponse } from 'node:http'
import { atTickEnd } from './tick.ts'

/** Who ended a stream: we were done, the client went away or did not read, or this pod stops. */
export type EndReason = 'done' | 'gone' | 'slow' | 'drain'

export interface SseOptions {
  /** A comment is sent this often, so that proxies and clients know that the connection lives. Milliseconds. */
  readonly heartbeatMs: number
  /** With more than this unsent the connection is cut; its client resumes from its cursor. Bytes. */
  readonly maxUnsentBytes: number
  readonly onWrite?: (facts: { frames: number; bytes: number }) => void
  /** Everything written so far has left the process. */
  readonly onDrain?: () => void
  /** Called once, whatever ended it. */
  readonly onClose: (reason: EndReason) => void
}

export interface SseWriter {
  /**
   * Takes a frame, ready to send; the frames of one turn of the event loop leave in one write.
   * @returns How many bytes wait to be sent, this frame included.
   */
  send(frame: Buffer): number
  /** Sends what waits, then ends the response. */
  end(reason: 'done' | 'drain'): void
  readonly closed: boolean
}

/** A frame above this is one that nobody could split; it does not count against a reader who has just been given it. */
const bigFrameBytes = 262_144
const comment = Buffer.from(':\n\n')

const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
}

/** Opens an event stream on a response: headers and first bytes at once. Nothing that may fail comes after this. */
export function openSse(res: ServerResponse, options: SseOptions): SseWriter {
  const { heartbeatMs, maxUnsentBytes, onWrite, onDrain, onClose } = options
  let waiting: Buffer[] = []
  let waitingBytes = 0
  let allowanceBytes = 0
  let stalledBeats = 0
  let closed = false

  res.socket?.setNoDelay(true)
  res.socket?.setKeepAlive(true, 15_000)
  res.writeHead(200, headers)
  res.write(`: ok\nretry: ${500 + Math.floor(Math.random() * 2_500)}\n\n`)
  res.on('drain', () => {
    stalledBeats = 0
    allowanceBytes = 0
    if (!closed) onDrain?.()
  })
  res.once('close', () => close('gone'))
  res.once('error', () => close('gone'))
  const heart = setInterval(beat, heartbeatMs)

  function close(reason: EndReason) {
    if (closed) return
    closed = true
    waiting = []
    clearInterval(heart)
    onClose(reason)
  }

  /** A reader who has taken nothing for two beats while bytes wait has gone or is stuck. */
  function beat() {
    if (res.writableLength === 0) stalledBeats = 0
    else if (++stalledBeats > 2) return drop()
    send(comment)
  }

  function drop() {
    close('slow')
    res.destroy()
  }

  function send(frame: Buffer): number {
    if (closed) return 0
    if (waiting.length === 0) atTickEnd(flush)
    waiting.push(frame)
    waitingBytes += frame.length
    if (frame.length > bigFrameBytes) allowanceBytes += frame.length
    const unsent = res.writableLength + waitingBytes
    if (unsent > maxUnsentBytes + allowanceBytes) drop()
    return unsent
  }

  function flush() {
    if (closed || waiting.length === 0) return
    const frames = waiting
    const bytes = waitingBytes
    waiting = []
    waitingBytes = 0
    // one frame is the Buffer that all viewers share: not copied
    res.write(frames.length === 1 ? frames[0] : Buffer.concat(frames, bytes))
    onWrite?.({ frames: frames.length, bytes })
  }

  return {
    send,
    end(reason) {
      if (closed) return
      flush()
      close(reason)
      res.end()
    },
    get closed() {
      return closed
    },
  }
}
