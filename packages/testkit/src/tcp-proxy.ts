import { type AddressInfo, type Socket, connect, createServer } from 'node:net'

/** How a proxied connection misbehaves. `pass` is a good network. */
export type Weather =
  | { kind: 'pass' }
  /** Every piece arrives this much later, in order. */
  | { kind: 'latency'; ms: number }
  /** Nothing arrives any more, and nobody is told: a half-open connection. */
  | { kind: 'black-hole' }
  /** New connections are refused, open ones are reset. */
  | { kind: 'refuse' }
  /** The client's connection is reset after this many bytes from the server. */
  | { kind: 'reset-after'; bytes: number }
  /** At most this many bytes a second from the server. */
  | { kind: 'throttle'; bytesPerSecond: number }

export interface TcpProxy extends AsyncDisposable {
  readonly port: number
  /** Changes the weather for open and new connections. */
  set(weather: Weather): void
  /** Resets every open connection, once. */
  cut(): void
  readonly open: number
}

/** A TCP proxy on loopback in front of a real server, for the faults a network has. */
export async function startTcpProxy(target: { port: number; host?: string }): Promise<TcpProxy> {
  let weather: Weather = { kind: 'pass' }
  const pairs = new Set<Pair>()
  const server = createServer({ allowHalfOpen: true }, (client) => {
    if (weather.kind === 'refuse') return client.resetAndDestroy()
    const upstream = connect({ host: target.host ?? '127.0.0.1', port: target.port, allowHalfOpen: true })
    const pair: Pair = { client, upstream, delivered: 0 }
    pairs.add(pair)
    carry(pair, client, upstream, () => weather, false)
    carry(pair, upstream, client, () => weather, true)
    for (const socket of [client, upstream])
      socket
        .on('error', () => reset(pair))
        .on('close', () => {
          pairs.delete(pair)
          client.destroy()
          upstream.destroy()
        })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const cut = () => pairs.forEach(reset)
  return {
    port: (server.address() as AddressInfo).port,
    set(next) {
      weather = next
      if (next.kind === 'refuse') cut()
    },
    cut,
    get open() {
      return pairs.size
    },
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        cut()
      }),
  }
}

interface Pair {
  readonly client: Socket
  readonly upstream: Socket
  /** Bytes the client has been given. */
  delivered: number
}

function reset({ client, upstream }: Pair): void {
  client.resetAndDestroy()
  upstream.resetAndDestroy()
}

function carry(pair: Pair, from: Socket, to: Socket, weather: () => Weather, toClient: boolean): void {
  let last = Promise.resolve()
  const later = (ms: number, act: () => void) => {
    last = last.then(() => new Promise((resolve) => setTimeout(resolve, ms))).then(act)
  }
  const deliver = (bytes: Buffer) => {
    if (to.destroyed) return
    if (!to.write(bytes)) {
      from.pause()
      to.once('drain', () => from.resume())
    }
  }
  from.on('data', (bytes: Buffer) => {
    const now = weather()
    if (now.kind === 'black-hole') return
    if (now.kind === 'latency') return later(now.ms, () => deliver(bytes))
    if (!toClient) return deliver(bytes)
    if (now.kind === 'throttle') {
      from.pause()
      return later((bytes.length / now.bytesPerSecond) * 1_000, () => {
        deliver(bytes)
        from.resume()
      })
    }
    if (now.kind === 'reset-after') {
      const rest = now.bytes - pair.delivered
      pair.delivered += bytes.length
      if (bytes.length > rest) {
        if (rest > 0) to.write(bytes.subarray(0, rest))
        return reset(pair)
      }
    } else pair.delivered += bytes.length
    deliver(bytes)
  })
  from.on('end', () => weather().kind !== 'black-hole' && to.end())
}
