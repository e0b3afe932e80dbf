import { delay } from './delay.ts'
import { repoRoot } from './cache-dir.ts'
import { type GuardedProcess, spawnGuarded } from './guard.ts'
import { Lines } from './lines.ts'
import { StackError } from './stack-error.ts'

export interface ServiceOptions {
  readonly name: string
  /** The program's file, from the root of the repository. */
  readonly main: string
  readonly env: NodeJS.ProcessEnv
  /** Answers 200 when it is ready. */
  readonly readyUrl: string
  /** Told when it has ended without being asked to, and is started again, as Kubernetes would do. */
  readonly onRestart: (how: string) => void
}

export interface RunningService {
  readonly name: string
  readonly lines: Lines
  /** Starts it and resolves when it is ready. @throws {StackError} when it does not become so; the reason of `giveUp`. */
  start(giveUp: AbortSignal): Promise<void>
  /** SIGTERM, and SIGKILL after the limit. */
  stop(limitMs: number): Promise<void>
}

const readyLimitMs = 60_000

/** One service of the stack, kept running until it is stopped. */
export function createService({ name, main, env, readyUrl, onRestart }: ServiceOptions): RunningService {
  const lines = new Lines()
  let child: GuardedProcess | undefined
  const stopping = new AbortController()

  async function spawn() {
    child = await spawnGuarded(process.execPath, [main], { cwd: repoRoot, env, lines, orphanSignal: 'SIGTERM' })
    return child
  }

  async function keepRunning(first: GuardedProcess) {
    for (let running = first; ;) {
      const startedMs = Date.now()
      const { code, signal } = await running.exited
      if (stopping.signal.aborted) return
      onRestart(signal ? `killed by ${signal}` : `ended with ${code}`)
      await delay(Date.now() - startedMs < 5_000 ? 2_000 : 200, stopping.signal)
      if (stopping.signal.aborted) return
      running = await spawn()
    }
  }

  return {
    name,
    lines,
    async start(giveUp) {
      giveUp.throwIfAborted()
      const first = await spawn()
      const until = Date.now() + readyLimitMs
      let said = ''
      while (Date.now() < until) {
        giveUp.throwIfAborted()
        if (!first.alive) throw new StackError(`${name} did not start:\n${lines.tail(8).join('\n')}`)
        const response = await fetch(readyUrl, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined)
        said = (await response?.text().catch(() => '')) ?? said
        if (response?.ok) return void keepRunning(first)
        await delay(30)
      }
      throw new StackError(`${name} was not ready after ${readyLimitMs / 1_000} s: ${said}`)
    },
    async stop(limitMs) {
      stopping.abort()
      await child?.stop(limitMs)
    },
  }
}
