import { connect } from 'node:net'
import { StackError } from './stack-error.ts'

interface Kind {
  /** What to say first, and how any server of the kind begins its answer. */
  readonly hello: Buffer
  readonly answers: RegExp
  readonly port: number
}

const kinds: Record<string, Kind> = {
  // SSLRequest: length 8, code 80877103; the answer is one byte, yes or no
  DATABASE_URL: { hello: Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]), answers: /^[SN]/, port: 5432 },
  // without a login it may refuse, but it refuses in its language
  REDIS_URL: { hello: Buffer.from('PING\r\n'), answers: /^(\+PONG|-)/, port: 6379 },
}

/**
 * Whether a store that somebody else runs is there at all, asked before anything is started: a service that waits for it
 * would say so late and in many words.
 * @param limitMs Milliseconds for the whole answer; default 5 000.
 * @throws {StackError} in one sentence. The URL's password is not in it.
 */
export async function probeStore(variable: 'DATABASE_URL' | 'REDIS_URL', url: string, limitMs = 5_000): Promise<void> {
  const kind = kinds[variable] as Kind
  const { protocol, hostname, port } = parsed(variable, url)
  const host = hostname.replace(/^\[|\]$/g, '')
  const address = { host, port: Number(port) || kind.port }
  const why = await new Promise<string | undefined>((resolve) => {
    const socket = connect({ ...address, timeout: limitMs })
    const done = (reason?: string) => {
      clearTimeout(limit)
      socket.destroy()
      resolve(reason)
    }
    const limit = setTimeout(() => done('no answer'), limitMs)
    socket.on('error', (error: NodeJS.ErrnoException) => done(error.code ?? error.message))
    socket.on('close', () => done('it hangs up'))
    socket.on('connect', () => (protocol === 'rediss:' ? done() : socket.write(kind.hello)))
    socket.on('data', (data) =>
      done(kind.answers.test(data.toString('latin1')) ? undefined : 'something else listens there'),
    )
  })
  if (why === undefined) return
  throw new StackError(
    `The store of ${variable} at ${address.host}:${address.port} does not answer (${why}): start it, or unset ${variable} to use the built-in one.`,
  )
}

function parsed(variable: string, url: string): URL {
  try {
    return new URL(url)
  } catch {
    throw new StackError(`${variable} is not a URL.`)
  }
}
