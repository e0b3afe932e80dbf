import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { spawnGuarded } from '../src/guard.ts'

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** A runner with one guarded child; `murder` is SIGKILL. */
async function runnerOf(orphanSignal: string, group: '' | 'group', script: string) {
  const maker = join(import.meta.dirname, 'orphan-maker.ts')
  const runner = spawn(process.execPath, [maker, orphanSignal, group, 'sh', '-c', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const [line] = (await once(runner.stdout, 'data')) as [Buffer]
  return {
    pid: Number(String(line)),
    murder: async () => {
      runner.stdin.write('x')
      await once(runner, 'exit')
      expect(runner.signalCode).toBe('SIGKILL')
    },
  }
}

const long = { timeout: 15_000, interval: 50 }

test('a child does not outlive a runner that was killed by SIGKILL', async () => {
  const { pid, murder } = await runnerOf('SIGKILL', '', 'echo up; exec sleep 1000')
  expect(isAlive(pid)).toBe(true)
  await murder()
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), long)
})

test('an orphan that wants to end well is asked first', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'guard-'))
  const { pid, murder } = await runnerOf(
    'SIGTERM',
    '',
    `trap 'touch ${dir}/well; exit' TERM; echo up; while :; do sleep 0.1; done`,
  )
  await murder()
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), long)
  expect(existsSync(join(dir, 'well'))).toBe(true)
  rmSync(dir, { recursive: true })
})

test('an orphan that ignores what it is asked is killed', async () => {
  const { pid, murder } = await runnerOf('SIGTERM', '', `trap '' TERM; echo up; while :; do sleep 0.1; done`)
  await murder()
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), long)
}, 20_000)

test('the children of an orphan go too when its whole group is meant', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'guard-'))
  const file = join(dir, 'alive')
  const { murder } = await runnerOf('SIGKILL', 'group', `(while :; do touch ${file}; sleep 0.1; done) & echo up; wait`)
  await vi.waitFor(() => expect(existsSync(file)).toBe(true), long)
  await murder()
  await vi.waitFor(async () => {
    rmSync(file, { force: true })
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(existsSync(file)).toBe(false)
  }, long)
  rmSync(dir, { recursive: true })
}, 20_000)

test('the pid is the one of the program, and its output and end are told', async () => {
  const child = await spawnGuarded('sh', ['-c', 'echo $$; echo a >&2; printf last; exit 7'])
  expect(await child.exited).toEqual({ code: 7, signal: null })
  expect(child.alive).toBe(false)
  expect(child.lines.tail(9).toSorted()).toEqual([String(child.pid), 'a', 'last'].toSorted())
})

test('a program that is not there ends with 127', async () => {
  const child = await spawnGuarded('no-such-program', [])
  expect((await child.exited).code).toBe(127)
})

test('a stop asks first, takes no for an answer only until its limit, and wakes a frozen process', async () => {
  const polite = await spawnGuarded('sh', ['-c', "trap 'exit 3' TERM; echo up; while :; do sleep 0.05; done"])
  await polite.lines.waitFor(({ text }) => text === 'up')
  polite.kill('SIGSTOP')
  expect(await polite.stop(5_000)).toEqual({ code: 3, signal: null })
  const stubborn = await spawnGuarded('sh', ['-c', "trap '' TERM; echo up; while :; do sleep 0.05; done"])
  await stubborn.lines.waitFor(({ text }) => text === 'up')
  expect(await stubborn.stop(50)).toEqual({ code: null, signal: 'SIGKILL' })
})
