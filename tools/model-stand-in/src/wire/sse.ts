import { frame } from './script.ts'
import type { Frame } from './script.ts'

/** One server-sent event, named as the API does it: the name is the data's `type`. */
export const sse = (event: { readonly type: string; readonly [field: string]: unknown }): string =>
  `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`

export const ping: string = sse({ type: 'ping' })

export const blockStart = (index: number, content_block: object): Frame =>
  frame(sse({ type: 'content_block_start', index, content_block }))

export const blockDelta = (index: number, delta: object): Frame =>
  frame(sse({ type: 'content_block_delta', index, delta }))

export const blockStop = (index: number): Frame => frame(sse({ type: 'content_block_stop', index }))

/** Written out by hand: these are nearly all of the events there are. */
const deltaOf = (index: number, kind: string, field: string, text: string): string =>
  `event: content_block_delta\ndata: {"type":"content_block_delta","index":${index},"delta":{"type":"${kind}","${field}":${JSON.stringify(text)}}}\n\n`

export const textDelta = (index: number, text: string): Frame => ({
  data: deltaOf(index, 'text_delta', 'text', text),
  paced: true,
  text,
})

export const thinkingDelta = (index: number, thinking: string): Frame => ({
  data: deltaOf(index, 'thinking_delta', 'thinking', thinking),
  paced: true,
  thinking,
})
