import type { ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { Frame, Script } from '../wire/script.ts'
import { ping } from '../wire/sse.ts'
import type { Metronome } from './metronome.ts'
import { openSink } from './sink.ts'
import type { Sink } from './sink.ts'
import { dueDeltas } from './tempo.ts'
import type { Tempo } from './tempo.ts'

export interface PlayDeps {
  readonly metronome: Metronome
  readonly tempo: Tempo
  /** Silence after which a healthy stream says ping. Milliseconds. */
  readonly pingMs: number
  /** Called after each write with the text and thinking that it held. */
  readonly onSent: (text: string, thinking: string) => void
}

/** One write holds no more than about this, so that a slow client is noticed in time. */
const maxWriteLength = 262_144

/** What has left before a connection is cut or reset should reach the client first. */
const settleMs = 25

/** Writes the frames in tempo; resolves when the last is written or the client has gone. */
function pump(script: Script, res: ServerResponse, sink: Sink, deps: PlayDeps): Promise<void> {
  const frames = script.frames[Symbol.iterator]()
  const startedAt = performance.now()
  let next: IteratorResult<Frame> = frames.next()
  let sentDeltas = 0
  let blocked = false
  let lastWriteAt = startedAt

  const write = (data: string | Uint8Array): void => {
    if (data.length === 0 || sink.write(data)) return
    blocked = true
    sink.onDrain(() => (blocked = false))
  }

  const sendDue = (now: number): void => {
    const due = dueDeltas(deps.tempo, now - startedAt, script.tokensBeforeFirst)
    let batch = ''
    let text = ''
    let thinking = ''
    let length = 0
    for (; !next.done && length < maxWriteLength; next = frames.next()) {
      const frame = next.value
      if (frame.paced && sentDeltas >= due) break
      if (frame.paced) sentDeltas += 1
      if (typeof frame.data === 'string') batch += frame.data
      else {
        write(batch)
        write(frame.data)
        batch = ''
      }
      text += frame.text ?? ''
      thinking += frame.thinking ?? ''
      length += frame.data.length
    }
    write(batch)
    if (length > 0) {
      lastWriteAt = now
      deps.onSent(text, thinking)
    } else if (script.keepAlive !== null && now - lastWriteAt >= deps.pingMs) {
      lastWriteAt = now
      write(script.keepAlive)
    }
  }

  return new Promise((resolve, reject) => {
    deps.metronome.run((now) => {
      try {
        if (!res.destroyed && !blocked && !next.done) sendDue(now)
      } catch (cause) {
        reject(cause instanceof Error ? cause : new Error('a frame could not be made', { cause }))
        return true
      }
      const over = res.destroyed || (next.done === true && !blocked)
      if (over) resolve()
      return over
    })
  })
}

async function finish(script: Script, res: ServerResponse, sink: Sink, closed: Promise<void>): Promise<void> {
  const { ending } = script
  switch (ending.kind) {
    case 'end':
      sink.end()
      return closed
    case 'cut':
      await delay(settleMs)
      res.socket?.end()
      return closed
    case 'reset':
      await delay(settleMs)
      res.socket?.resetAndDestroy()
      return closed
    case 'hang':
      if (script.head) res.flushHeaders()
      return closed
    case 'pings': {
      const timer = setInterval(() => res.write(ping), ending.everyMs)
      return closed.finally(() => clearInterval(timer))
    }
  }
}

/**
 * Plays a response to its ending.
 * @returns `client_closed` when the client went away before that (a hang can end in no other way).
 */
export async function play(script: Script, res: ServerResponse, deps: PlayDeps): Promise<'played' | 'client_closed'> {
  let done = false
  const closed = new Promise<void>((resolve) => {
    res.once('finish', () => {
      done = true
      resolve()
    })
    res.once('close', resolve)
  })
  if (script.head)
    res.writeHead(script.head.status, { ...script.head.headers, ...(script.gzip && { 'content-encoding': 'gzip' }) })
  const sink = openSink(res, script.gzip)
  await pump(script, res, sink, deps)
  if (res.destroyed) return 'client_closed'
  await finish(script, res, sink, closed)
  return done || script.ending.kind === 'cut' || script.ending.kind === 'reset' ? 'played' : 'client_closed'
}
