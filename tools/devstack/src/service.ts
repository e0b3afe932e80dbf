import { once } from 'node:events'
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
  /** Undefined while it is down. */
  readonly pid: number | undefined
  /** Starts it and resolves when it is ready. @throws {StackError} when it does not become so; the reason of `giveUp`. */
  start(giveUp: AbortSignal): Promise<void>
  /** SIGTERM, and SIGKILL after the limit. */
  stop(limitMs: number): Promise<void>
  /** SIGKILL, and nobody starts it again until `resume`. */
  pause(): Promise<void>
  /** Resolves when it is ready again. @param more On top of its environment, for this life only. */
  resume(more?: NodeJS.ProcessEnv): Promise<void>
}

const readyLimitMs = 60_000

/** One service of the stack, kept running until it is stopped. */
export function createService({ name, main, env, readyUrl, onRestart }: ServiceOptions): RunningService {
  const lines = new Lines()
  let child: GuardedProcess | undefined
  const stopping = new AbortController()
  /** Resolves when it may run again. */
  let paused: PromiseWithResolvers<NodeJS.ProcessEnv> | undefined

  async function spawn(more: NodeJS.ProcessEnv = {}) {
    const whole = { ...env, ...more }
    child = await spawnGuarded(process.execPath, [main], { cwd: repoRoot, env: whole, lines, orphanSignal: 'SIGTERM' })
    return child
  }

  async function awaitReady(giveUp: AbortSignal) {
    const until = Date.now() + readyLimitMs
    let said = ''
    while (Date.now() < until) {
      giveUp.throwIfAborted()
      if (child?.alive === false) throw new StackError(`${name} did not start:\n${lines.tail(8).join('\n')}`)
      const response = await fetch(readyUrl, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined)
      said = (await response?.text().catch(() => '')) ?? said
      if (response?.ok) return
      await delay(30)
    }
    throw new StackError(`${name} was not ready after ${readyLimitMs / 1_000} s: ${said}`)
  }

  async function keepRunning(first: GuardedProcess) {
    for (let running = first; ;) {
      const startedMs = Date.now()
      const { code, signal } = await running.exited
      if (stopping.signal.aborted) return
      if (paused) {
        const more = await Promise.race([paused.promise, once(stopping.signal, 'abort').then(() => undefined)])
        if (more === undefined) return
        running = await spawn(more)
        continue
      }
      onRestart(signal ? `killed by ${signal}` : `ended with ${code}`)
      await delay(Date.now() - startedMs < 5_000 ? 2_000 : 200, stopping.signal)
      if (stopping.signal.aborted) return
      running = await spawn()
    }
  }

  return {
    name,
    lines,
    get pid() {
      return child?.alive ? child.pid : undefined
    },
    async start(giveUp) {
      giveUp.throwIfAborted()
      const first = await spawn()
      await awaitReady(giveUp)
      void keepRunning(first)
    },
    async pause() {
      paused ??= Promise.withResolvers()
      await child?.stop(0, 'SIGKILL')
    },
    async resume(more = {}) {
      const before = child
      paused?.resolve(more)
      paused = undefined
      while (child === before && !stopping.signal.aborted) await delay(10)
      await awaitReady(stopping.signal)
    },
    async stop(limitMs) {
      stopping.abort()
      await child?.stop(limitMs)
    },
  }
}
