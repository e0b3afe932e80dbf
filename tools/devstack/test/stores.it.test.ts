import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test as base, vi } from 'vitest'
import { freePort } from '../src/ports.ts'
import { startPostgres } from '../src/postgres.ts'
import { probeStore } from '../src/probe.ts'
import { startRedis } from '../src/redis.ts'

const test = base.extend<{ dir: string }>({
  // eslint-disable-next-line no-empty-pattern -- vitest reads the fixtures from the pattern
  dir: async ({}, use) => {
    const dir = await mkdtemp(join(tmpdir(), 'stores-'))
    await use(dir)
    await rm(dir, { recursive: true, force: true })
  },
})

/** `redis-cli` in one line: inline commands, one reply each. */
async function ask(port: number, command: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.write(`${command}\r\n`)
  const [data] = (await once(socket, 'data')) as [Buffer]
  socket.destroy()
  return String(data).trim()
}

test('PostgreSQL starts in a folder only root may enter, and its data stay there', async ({ dir }) => {
  await chmod(dir, 0o700)
  const dataDir = join(dir, 'deep/postgres-18')
  await mkdir(join(dir, 'deep'))
  await using postgres = await startPostgres({ dataDir, unsafeFast: true })
  await probeStore('DATABASE_URL', postgres.url)
})

test('a killed PostgreSQL comes back on its port', async ({ dir }) => {
  await using postgres = await startPostgres({ dataDir: join(dir, 'postgres-18'), unsafeFast: true })
  const { pid } = postgres
  postgres.kill('SIGKILL')
  await vi.waitFor(() => expect(postgres.pid).toBeUndefined())
  await expect(probeStore('DATABASE_URL', postgres.url)).rejects.toThrow('does not answer (ECONNREFUSED)')
  await postgres.start()
  expect(postgres.pid).not.toBe(pid)
  await probeStore('DATABASE_URL', postgres.url)
})

test(
  'a second PostgreSQL on the same data is refused in one sentence, and the first one lives on',
  { timeout: 60_000 },
  async ({ dir }) => {
    const dataDir = join(dir, 'postgres-18')
    await using postgres = await startPostgres({ dataDir, unsafeFast: true })
    await expect(startPostgres({ dataDir })).rejects.toThrow(
      /^Another stack .* uses the data in .*: stop it, or set DATA_DIR/,
    )
    await probeStore('DATABASE_URL', postgres.url)
  },
)

test('a durable Redis keeps its data over a stop, an emptied one has none', async ({ dir }) => {
  await using redis = await startRedis({ dataDir: join(dir, 'redis') })
  expect(await ask(redis.port, 'SET kept 1')).toBe('+OK')
  expect(await ask(redis.port, 'CONFIG GET maxmemory-policy')).toContain('noeviction')
  await redis.stop()
  await redis.start()
  expect(await ask(redis.port, 'DBSIZE')).toBe(':1')
  await redis.stop()
  await redis.empty()
  await redis.start()
  expect(await ask(redis.port, 'DBSIZE')).toBe(':0')
})

test('stores end with a runner that was killed by SIGKILL', { timeout: 60_000 }, async ({ dir }) => {
  const runner = spawn(process.execPath, [join(import.meta.dirname, 'store-runner.ts'), dir], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const [line] = (await once(createInterface(runner.stdout), 'line')) as [string]
  const pids = line.split(' ').map(Number)
  runner.kill('SIGKILL')
  for (const pid of pids)
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'), { timeout: 15_000 })
  // and what they leave can be taken over at once
  await using _again = await startPostgres({ dataDir: join(dir, 'postgres-18'), unsafeFast: true })
})

test('a store that is not there, or is no such store, is told in one sentence without its password', async () => {
  const port = await freePort()
  const url = `postgres://me:hunter2@127.0.0.1:${port}/x`
  await expect(probeStore('DATABASE_URL', url)).rejects.toThrow(
    `The store of DATABASE_URL at 127.0.0.1:${port} does not answer (ECONNREFUSED): start it, or unset DATABASE_URL to use the built-in one.`,
  )
  await using other = createServer((socket) => socket.resume().end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(
    port,
    '127.0.0.1',
  )
  await once(other, 'listening')
  await expect(probeStore('REDIS_URL', `redis://127.0.0.1:${port}`)).rejects.toThrow('something else listens there')
  await expect(probeStore('REDIS_URL', 'not a url')).rejects.toThrow('REDIS_URL is not a URL.')
})

test('a store that takes the connection and says nothing is not waited for', async () => {
  await using silent = createServer((socket) => socket.resume()).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const { port } = silent.address() as { port: number }
  await expect(probeStore('REDIS_URL', `redis://127.0.0.1:${port}`, 50)).rejects.toThrow('(no answer)')
})
