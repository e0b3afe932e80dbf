import { ApiError } from './errors.ts'
import type { Http } from './http.ts'
import { readSseText, type Rung } from './sink.ts'

/** The same frames over a WebSocket, for networks that hold event streams back. A browser does not tell why one fails. */
export const socketRung =
  (http: Http, path: string, cursors: () => Promise<string>): Rung =>
  async (signal, sink) => {
    const url = http.socketUrl(path, { cursor: (await cursors()) || undefined })
    if (signal.aborted) return
    const read = readSseText(sink)
    const socket = new WebSocket(url)
    let isOpen = false
    socket.addEventListener('open', () => (isOpen = true))
    socket.addEventListener('message', ({ data }: MessageEvent) => {
      if (typeof data === 'string' && !signal.aborted) read(data)
    })
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener('close', () => {
        if (isOpen || signal.aborted) resolve()
        else reject(new ApiError('network', 'The connection was refused'))
      })
      signal.addEventListener('abort', () => (socket.close(), resolve()), { once: true })
    })
  }
