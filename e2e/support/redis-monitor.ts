import { once } from 'node:events'
import { connect } from 'node:net'
import { expect } from '@playwright/test'

export interface RedisMonitor extends Disposable {
  /** The arguments of every command that has run since, those of scripts too. */
  seen(): string[][]
}

/**
 * Listens to everything that a Redis is told. By a plain connection, for ioredis loses count of its replies when the
 * first commands come together with the reply that the listening has begun.
 */
export async function monitorRedis(url: string): Promise<RedisMonitor> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname).setEncoding('latin1')
  await once(socket, 'connect')
  let told = ''
  socket.on('data', (piece: string) => (told += piece)).write('MONITOR\r\n')
  await expect.poll(() => told, 'Redis tells what it is told').toContain('+OK\r\n')
  return {
    seen: () => told.split('\r\n').slice(1, -1).map(argumentsOf),
    [Symbol.dispose]: () => void socket.destroy(),
  }
}

/** Of `+1795803339.918302 [0 lua] "HGET" "key" "two\r\nlines"`: what stands in quotes, as it was sent. */
const argumentsOf = (line: string): string[] =>
  [...line.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, quoted]) => quoted!.replaceAll(/\\(x[0-9a-f]{2}|.)/g, unescape))

const signs: Record<string, string> = { n: '\n', r: '\r', t: '\t', a: '\x07', b: '\b' }
const unescape = (_: string, sign: string): string =>
  sign.length === 3 ? String.fromCharCode(Number.parseInt(sign.slice(1), 16)) : (signs[sign] ?? sign)
