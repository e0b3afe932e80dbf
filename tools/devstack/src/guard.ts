import { type ChildProcess, spawn } from 'node:child_process'
import type { Socket } from 'node:net'
import { delay } from './delay.ts'
import { Lines } from './lines.ts'

export interface GuardedOptions {
  cwd?: string
  env?: NodeJS.ProcessEnv
  /** Run as this user (when we are root). */
  uid?: number
  gid?: number
  /** What the process gets when its runner dies without a word; SIGKILL follows five seconds later. Default SIGKILL. */
  orphanSignal?: 'SIGTERM' | 'SIGINT' | 'SIGKILL'
  /** Signals go to the whole process group: for tools that start processes of their own. Default false. */
  group?: boolean
  /** Where its output goes: kept in `lines` (default), or straight to our own terminal. */
  output?: 'lines' | 'inherit'
  /** Take the lines in here, so that they outlive the process. */
  lines?: Lines
}

export interface Exit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

export interface GuardedProcess {
  readonly pid: number
  readonly lines: Lines
  /** Settles when the process has ended; never rejects. */
  readonly exited: Promise<Exit>
  /** False once it has ended. */
  readonly alive: boolean
  kill(signal: NodeJS.Signals): void
  /** Sends `signal` (default SIGTERM) and after `limitMs` SIGKILL; resolves when the process is gone. */
  stop(limitMs: number, signal?: NodeJS.Signals): Promise<Exit>
}

/**
 * The shell leaves a watcher behind and becomes the program (so the pid is the program's). The watcher reads from a pipe
 * whose other end only the runner holds: a word means the program has ended, end of file means the runner has died, by
 * whatever signal. It is forked twice, or the program (PostgreSQL minds) would find a child it never had. (Only with `-s`
 * does every shell's kill understand `--`, which a process group needs.)
 */
const watched = `
signal=$1; to=$2$$; shift 2
(
  (
    trap '' INT TERM HUP QUIT
    if ! read -r word <&3; then
      kill -s "$signal" -- "$to"
      for second in 1 2 3 4 5; do kill -s 0 -- "$to" && sleep 1; done
      kill -s KILL -- "$to"
    fi
  ) &
) </dev/null >/dev/null 2>&1
exec "$@" 3<&-
`

/**
 * Starts a process that does not outlive this one, even when this one is killed by SIGKILL. It is detached, so a Ctrl-C
 * in the terminal reaches only the runner, which then stops what it started in the right order.
 * @throws when the program cannot be started at all; a program that is missing ends with code 127 (not found).
 */
export async function spawnGuarded(
  command: string,
  args: readonly string[],
  options: GuardedOptions = {},
): Promise<GuardedProcess> {
  const { orphanSignal = 'SIGKILL', group = false, output = 'lines', lines = new Lines(), ...where } = options
  const stdio = output === 'lines' ? 'pipe' : 'inherit'
  const child = spawn(
    '/bin/sh',
    ['-c', watched, 'sh', orphanSignal.slice('SIG'.length), group ? '-' : '', command, ...args],
    { ...where, detached: true, stdio: ['ignore', stdio, stdio, 'pipe'] },
  )
  await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject))
  const leash = child.stdio[3] as Socket
  leash.on('error', () => {})
  leash.unref()
  for (const stream of [child.stdout, child.stderr]) if (stream) lines.feed(stream)
  return watch(child, lines, leash, group)
}

function watch(child: ChildProcess, lines: Lines, leash: Socket, group: boolean): GuardedProcess {
  const pid = child.pid as number
  let alive = true
  const exited = new Promise<Exit>((resolve) =>
    // 'close' comes after the last byte of output; a grandchild that keeps the output open must not hold it up
    child.once('exit', (code, signal) => {
      alive = false
      leash.end('ended\n')
      const done = () => resolve({ code, signal })
      child.once('close', done)
      setTimeout(done, 200)
    }),
  )
  const kill = (signal: NodeJS.Signals) => {
    if (!alive) return
    try {
      process.kill(group ? -pid : pid, signal)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
  return {
    pid,
    lines,
    exited,
    get alive() {
      return alive
    },
    kill,
    async stop(limitMs, signal = 'SIGTERM') {
      kill(signal)
      // a stopped (SIGSTOP) process would take SIGTERM only when it goes on
      if (signal !== 'SIGKILL') kill('SIGCONT')
      const over = new AbortController()
      await Promise.race([exited, delay(limitMs, over.signal)])
      over.abort()
      kill('SIGKILL')
      return await exited
    },
  }
}

/**
 * Calls back once when the process that started this one has gone: a signal that ends npm does not reach its scripts.
 * @returns A function that ends the watch.
 */
export function watchParent(onGone: () => void, everyMs = 500): () => void {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    onGone()
  }, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}
