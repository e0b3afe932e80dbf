import { createParser } from 'eventsource-parser'
import { type Incoming, readFrame } from './frames.ts'

/** Where a rung puts what it hears. */
export interface Sink {
  /** The first bytes have come through. Called once. */
  opened: () => void
  /** The other side lives: any bytes at all. */
  heard: () => void
  frame: (frame: Incoming) => void
}

/**
 * One connection of one kind, from opening to end. Resolves when the other side has ended it; rejects with an `ApiError`
 * when it was refused or got lost; ends soon after the signal is aborted.
 */
export type Rung = (signal: AbortSignal, sink: Sink) => Promise<void>

/** Takes text as on the SSE wire, cut anywhere, and hands over whole frames. */
export function readSseText(sink: Sink): (text: string) => void {
  let isOpen = false
  const parser = createParser({
    onEvent: ({ event, data }) => {
      const frame = readFrame(event, data)
      if (frame) sink.frame(frame)
    },
  })
  return (text) => {
    if (!isOpen) sink.opened()
    isOpen = true
    sink.heard()
    parser.feed(text)
  }
}
