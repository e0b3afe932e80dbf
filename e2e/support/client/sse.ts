/** One SSE frame as it came, before anyone made sense of it. */
export interface RawFrame {
  event: string | undefined
  id: string | undefined
  data: string | undefined
  retry: string | undefined
  comment: boolean
}

const fields = ['event', 'id', 'data', 'retry'] as const

/**
 * Cuts a byte stream into frames. Written for the tests and not shared with the product, so that an error of framing
 * shows: a field that SSE does not know, or a half frame at the end, is an error here.
 */
export function sseReader(onFrame: (frame: RawFrame) => void) {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let rest = ''
  return {
    /** @throws {Error} for a line that is no field, or bytes that are not UTF-8. */
    push(bytes: Uint8Array): void {
      const blocks = (rest + decoder.decode(bytes, { stream: true })).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) onFrame(readBlock(block))
    },
  }
}

function readBlock(block: string): RawFrame {
  const frame: RawFrame = { event: undefined, id: undefined, data: undefined, retry: undefined, comment: false }
  for (const line of block.split('\n')) {
    if (line === '') continue
    if (line.startsWith(':')) {
      frame.comment = true
      continue
    }
    const name = fields.find((field) => line.startsWith(`${field}: `))
    if (!name) throw new Error(`not an SSE field: ${JSON.stringify(line.slice(0, 40))}`)
    if (frame[name] !== undefined) throw new Error(`the field ${name} came twice in one frame`)
    frame[name] = line.slice(name.length + 2)
  }
  return frame
}
