import { atTickEnd } from './tick.ts'

/** Who ended a stream: we were done, the client went away, did not read, talked nonsense or was signed out, or this pod stops. */
export type EndReason = EndByUs | 'gone' | 'slow' | 'misused'
export type EndByUs = 'done' | 'drain' | 'signed_out'

export interface SinkOptions {
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

/** Where the frames of one viewer go. */
export interface StreamSink {
  /**
   * Takes a frame, ready to send; the frames of one turn of the event loop leave in one write.
   * @returns How many bytes wait to be sent, this frame included.
   */
  send(frame: Buffer): number
  /** Sends what waits, then ends the connection. */
  end(reason: EndByUs): void
  readonly closed: boolean
  /** What its reader has not been given yet. */
  readonly unsentBytes: number
}

/** What carries a stream, and all that differs between a response and a WebSocket. */
export interface Carrier {
  write(bytes: Buffer): void
  readonly unsentBytes: number
  /** Asked at every heartbeat: it has not taken all that was sent, or has not shown that it lives since the last time. */
  isStuck(): boolean
  onDrain(listener: () => void): void
  onGone(listener: (reason: 'gone' | 'misused') => void): void
  end(reason: EndByUs): void
  destroy(): void
}

/** How streams are carried, as logs and numbers name it. */
export interface Transport {
  readonly name: 'sse' | 'socket'
  /** Opens the stream: headers and first bytes at once. @throws {AppError} before the first byte only. */
  open(options: SinkOptions): StreamSink
}

/** A frame above this is one that nobody could split; it does not count against a reader who has just been given it. */
const bigFrameBytes = 262_144
const comment = Buffer.from(':\n\n')
const opening = () => Buffer.from(`: ok\nretry: ${500 + Math.floor(Math.random() * 2_500)}\n\n`)

/** Sends on an open carrier; bounds what a reader may leave unread, and notices when there is none any more. */
export function createSink(carrier: Carrier, options: SinkOptions): StreamSink {
  const { heartbeatMs, maxUnsentBytes, onWrite, onDrain, onClose } = options
  let waiting: Buffer[] = []
  let waitingBytes = 0
  let allowanceBytes = 0
  let stalledBeats = 0
  let closed = false

  carrier.write(opening())
  carrier.onDrain(() => {
    stalledBeats = 0
    allowanceBytes = 0
    if (!closed) onDrain?.()
  })
  carrier.onGone(close)
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
    if (!carrier.isStuck()) stalledBeats = 0
    else if (++stalledBeats > 2) return drop()
    send(comment)
  }

  function drop() {
    close('slow')
    carrier.destroy()
  }

  function send(frame: Buffer): number {
    if (closed) return 0
    if (waiting.length === 0) atTickEnd(flush)
    waiting.push(frame)
    waitingBytes += frame.length
    if (frame.length > bigFrameBytes) allowanceBytes += frame.length
    const unsent = carrier.unsentBytes + waitingBytes
    if (unsent > maxUnsentBytes + allowanceBytes) drop()
    return unsent
  }

  function flush() {
    if (closed || waiting.length === 0) return
    const frames = waiting
    const bytes = waitingBytes
    waiting = []
    waitingBytes = 0
    const [only] = frames
    // one frame is the Buffer that all viewers share: not copied
    carrier.write(frames.length === 1 && only ? only : Buffer.concat(frames, bytes))
    onWrite?.({ frames: frames.length, bytes })
  }

  return {
    send,
    end(reason) {
      if (closed) return
      flush()
      close(reason)
      carrier.end(reason)
    },
    get closed() {
      return closed
    },
    get unsentBytes() {
      return closed ? 0 : carrier.unsentBytes + waitingBytes
    },
  }
}
