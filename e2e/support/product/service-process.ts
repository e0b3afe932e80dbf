import { setTimeout as sleep } from 'node:timers/promises'
import { type GuardedProcess, spawnGuarded } from '@continuo/devstack/guard'
import type { ServiceUnderTest } from './product.ts'

export interface ServiceOptions {
  readonly name: string
  /** The program's file, from the root of the repository. */
  readonly main: string
  readonly env: Record<string, string>
  /** Answers 200 when the service is ready. */
  readonly readyUrl: string
}

const keptLines = 5_000

export const root = new URL('../../..', import.meta.url).pathname

/** A service that dies with the tests, however they end. Not started yet. */
export function serviceProcess({ name, main, env, readyUrl }: ServiceOptions): ServiceUnderTest {
  let running: GuardedProcess | undefined
  /** What its earlier lives printed. */
  const earlier: string[] = []
  const ended = async () => void (await running?.exited)

  return {
    name,
    get pid() {
      return running?.alive ? running.pid : undefined
    },
    signal: (signal) => running?.kill(signal),
    async kill() {
      running?.kill('SIGKILL')
      await ended()
    },
    async stop() {
      await running?.stop(30_000)
    },
    async start(more = {}) {
      if (running?.alive) throw new Error(`${name} is running`)
      earlier.push(...(running?.lines.tail(keptLines) ?? []))
      earlier.splice(0, earlier.length - keptLines)
      running = await spawnGuarded(process.execPath, [main], {
        cwd: root,
        env: { PATH: process.env.PATH, ...env, ...more },
      })
      await ready(name, running, readyUrl)
    },
    ready: () => ready(name, running, readyUrl),
    gone: ended,
    tail: (count) => [...earlier, ...(running?.lines.tail(count) ?? [])].slice(-count),
  }
}

async function ready(name: string, running: GuardedProcess | undefined, url: string): Promise<void> {
  const until = Date.now() + 30_000
  while (Date.now() < until) {
    if (!running?.alive) throw new Error(`${name} did not start: ${lastWords(running)}`)
    const response = await fetch(url, { signal: AbortSignal.timeout(1_000) }).catch(() => undefined)
    await response?.body?.cancel()
    if (response?.ok) return
    await sleep(25)
  }
  throw new Error(`${name} is not ready in time: ${lastWords(running)}`)
}

const lastWords = (process: GuardedProcess | undefined) => process?.lines.tail(20).join('\n') ?? 'never started'
