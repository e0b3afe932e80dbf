import { connect } from 'node:net'
import { answer, readShape, stamps, clockMs } from './shared.ts'

/** Plain sockets, one for each stream: counts the chunks that arrive and how old they are. */
const shape = readShape()
let latencies: number[] = []
let connected = 0

for (let index = 0; index < shape.streams; index++) {
  let rest = ''
  const socket = connect({ host: '127.0.0.1', port: shape.port })
  socket.write(`GET /${index} HTTP/1.1\r\nHost: bench\r\n\r\n`)
  socket.once('data', () => connected++)
  socket.on('data', (bytes) => {
    const text = rest + bytes.toString('latin1')
    const now = clockMs()
    let end = 0
    for (const match of text.matchAll(stamps)) {
      latencies.push(now - Number(match[1]))
      end = match.index + match[0].length
    }
    rest = text.slice(Math.max(end, text.length - 20))
  })
}

const at = (sorted: Float64Array, part: number) => sorted[Math.floor(sorted.length * part)] ?? Number.NaN

answer({
  connected: () => connected,
  take() {
    const sorted = Float64Array.from(latencies).sort()
    latencies = []
    return { chunks: sorted.length, p50Ms: at(sorted, 0.5), p99Ms: at(sorted, 0.99) }
  },
})
