import { ApiError } from './errors.ts'
import type { Http } from './http.ts'
import { readSseText, type Rung } from './sink.ts'

/** The code of a connection on which something hands bytes on when it has enough of them, and not when they come. */
export const heldBack = 'http_held_back'

/**
 * Our server writes whole frames. Half of one whose rest is this late lies in a buffer on the way: every end that is
 * shorter than the buffer would come when something else pushes it out, if ever.
 */
const restOfFrameMs = 1_000

/** An event stream read by `fetch`: the best rung, since every answer of the server is seen as it is. */
export const sseRung =
  (http: Http, path: string, cursors: () => Promise<string>): Rung =>
  async (signal, sink) => {
    const response = await http.stream(path, signal, { cursor: (await cursors()) || undefined })
    if (response.status === 204 || !response.body) return
    if (!response.headers.get('content-type')?.startsWith('text/event-stream'))
      throw new ApiError('http_blocked', 'Something between here and the server holds event streams back', {
        status: response.status,
      })
    const read = readSseText(sink)
    const decoder = new TextDecoder()
    const reader = response.body.getReader()
    const stop = () => void reader.cancel().catch(() => undefined)
    let isLate = false
    let late: ReturnType<typeof setTimeout> | undefined
    signal.addEventListener('abort', stop, { once: true })
    try {
      for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
        const text = decoder.decode(chunk.value, { stream: true })
        clearTimeout(late)
        if (!text.endsWith('\n\n')) late = setTimeout(() => ((isLate = true), stop()), restOfFrameMs)
        read(text)
      }
    } catch (cause) {
      throw new ApiError('network', 'The connection was lost', { cause })
    } finally {
      clearTimeout(late)
    }
    if (isLate) throw new ApiError(heldBack, 'Something between here and the server holds event streams back')
  }
