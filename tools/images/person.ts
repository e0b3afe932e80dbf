import { createHash } from 'node:crypto'

interface Answer {
  session_id: string
  message_id: string
}
/** What a reader has seen of an answer. */
export interface Seen {
  text: string
  /** Where it goes on: `<message>:<epoch>.<seq>`. */
  cursor: string
  completed: boolean
  /** How often text that was there was taken back. */
  resets: number
}

/** A guest who asks and follows, by the API alone. */
export async function guest(origin: string) {
  const login = await fetch(`${origin}/api/v1/auth/guest`, { method: 'POST', headers: { origin } })
  if (!login.ok) throw new Error(`no guest login: ${login.status} ${await login.text()}`)
  const cookie = login.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ')

  async function call(at: string, path: string, body?: object): Promise<Response> {
    const headers = { origin: at, cookie, 'content-type': 'application/json' }
    const request = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers }
    const response = await fetch(`${at}/api/v1${path}`, request)
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response
  }

  return {
    send: async (at: string, content: string) =>
      (await (await call(at, '/chat/messages', { content })).json()) as Answer,

    /** Reads until the stream ends, or `until` is true; goes on at `seen` when it is given. */
    async follow(at: string, sent: Answer, seen?: Seen, until: (seen: Seen) => boolean = () => false): Promise<Seen> {
      const now = seen ?? { text: '', cursor: `${sent.message_id}:0.0`, completed: false, resets: 0 }
      const stream = await call(at, `/chat/stream/${sent.session_id}?cursor=${now.cursor}`)
      for await (const block of blocks(stream)) {
        apply(block, now)
        if (now.completed || until(now)) break
      }
      return now
    },

    /** @throws unless the stored answer is the text that was followed, to the byte. */
    async compare(at: string, sent: Answer, seen: Seen): Promise<void> {
      const path = `/chat/status/${sent.session_id}/${sent.message_id}`
      const stored = (await (await call(at, path)).json()) as { status: string; content: string }
      if (!seen.completed || stored.status !== 'completed' || stored.content !== seen.text)
        throw new Error(`stored is ${stored.status}, ${stored.content.length} letters; followed ${seen.text.length}`)
    },
  }
}

async function* blocks(response: Response): AsyncGenerator<string> {
  let text = ''
  try {
    for await (const part of response.body!.pipeThrough(new TextDecoderStream())) {
      const parts = (text + part).split('\n\n')
      text = parts.pop()!
      yield* parts
    }
  } catch (error) {
    // a stream that breaks is one that ended: whoever follows comes back with the cursor
    if (!(error instanceof TypeError)) throw error
  }
}

function apply(block: string, seen: Seen): void {
  const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1]
  const [event, data] = [field('event'), field('data')]
  if (!event || !data) return
  const body = JSON.parse(data) as { text?: string; sha256?: string; message?: string }
  seen.cursor = field('id') ?? seen.cursor
  if (event === 'delta') seen.text += body.text
  if (event === 'snapshot') seen.text = body.text ?? ''
  if (event === 'reset') {
    // every answer begins with one
    if (seen.text !== '') seen.resets += 1
    seen.text = ''
  }
  if (event === 'error') throw new Error(`the answer failed: ${body.message}`)
  if (event !== 'completed') return
  const hash = createHash('sha256').update(seen.text).digest('hex')
  if (hash !== body.sha256) throw new Error('the followed text has another hash than the answer')
  seen.completed = true
}
