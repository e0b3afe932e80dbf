import { ApiError } from './errors.ts'
import type { Http } from './http.ts'
import { readSseText, type Rung } from './sink.ts'

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
    signal.addEventListener('abort', () => void reader.cancel().catch(() => undefined), { once: true })
    try {
      for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read())
        read(decoder.decode(chunk.value, { stream: true }))
    } catch (cause) {
      throw new ApiError('network', 'The connection was lost', { cause })
    }
  }
