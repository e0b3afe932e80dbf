import { type ClientOptions, WebSocket } from 'ws'
import { collectFrames } from './frames.ts'

export interface Refusal {
  readonly status: number
  readonly type: string | undefined
  readonly problem: { code: string; detail: string }
}

/** A reader of a socket; every message has to be one or more whole frames. */
export function openEventSocket(url: string, options: ClientOptions = {}) {
  const socket = new WebSocket(url, { perMessageDeflate: false, ...options })
  const { push, finish, read } = collectFrames()
  const messages: string[] = []
  socket.on('message', (data: Buffer, isBinary) => {
    const text = data.toString('utf8')
    if (isBinary || !text.endsWith('\n\n')) throw new Error(`not whole frames of text: ${text.slice(-40)}`)
    messages.push(text)
    push(text)
  })
  const ended = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.once('close', (code, reason) => {
      finish()
      resolve({ code, reason: String(reason) })
    }),
  )
  // heard here so that a refusal is a value and no exception
  socket.on('error', () => {})
  const refused = new Promise<Refusal>((resolve) =>
    socket.once('unexpected-response', (_request, response) => {
      let body = ''
      response.on('data', (part: Buffer) => (body += String(part)))
      response.once('end', () => {
        const { statusCode: status = 0, headers } = response
        resolve({ status, type: headers['content-type'], problem: JSON.parse(body) })
        socket.terminate()
      })
    }),
  )
  const opened = new Promise<void>((resolve) => socket.once('open', resolve))

  return {
    socket,
    messages,
    ...read,
    opened,
    refused,
    /** Resolves when it is closed, by whoever. */
    ended,
    close: async () => {
      socket.close()
      await ended
    },
  }
}
