import { collectFrames } from './frames.ts'

/** A reader of an event stream, as exact as a test needs. */
export async function openEventStream(url: string, init: RequestInit = {}) {
  const aborting = new AbortController()
  const response = await fetch(url, { ...init, signal: aborting.signal })
  const { push, finish, read } = collectFrames()

  async function readBody() {
    const decoder = new TextDecoder()
    try {
      for await (const bytes of response.body ?? []) push(decoder.decode(bytes, { stream: true }))
    } catch {
      // cut off: as good as ended, for a reader
    }
    finish()
  }
  const reading = readBody()

  return {
    response,
    ...read,
    /** Resolves when the server has ended it. */
    ended: reading,
    close: async () => {
      aborting.abort()
      await reading
    },
  }
}
