import { join } from 'node:path'
import { delay } from './delay.ts'
import { type GuardedProcess, spawnGuarded } from './guard.ts'
import { Lines } from './lines.ts'
import { freePort } from './ports.ts'
import { type Account, postgresBinaries } from './postgres-binaries.ts'
import { awaitAbsence, prepareDataDir } from './postgres-data.ts'
import { run } from './run.ts'
import { StackError } from './stack-error.ts'

export interface PostgresOptions {
  /** Where the data go; made when missing. Has the major version in its name, as in `.data/postgres-18`. */
  dataDir: string
  /** Default any free one. */
  port?: number
  /** Give up durability for speed: tests only. */
  unsafeFast?: boolean
}

/** A store that tests can take away and bring back. */
export interface StoreHandle extends AsyncDisposable {
  readonly url: string
  readonly port: number
  readonly lines: Lines
  readonly pid: number | undefined
  kill(signal: NodeJS.Signals): void
  /** Ends it cleanly, clients or not. */
  stop(): Promise<void>
  /** Starts it again on the same port with the same data. */
  start(): Promise<void>
}

/**
 * A real PostgreSQL on 127.0.0.1 with a database `continuo`. It ends with this process, however that one ends.
 * @throws {StackError} when the data belong to a running server, or it does not come up.
 */
export async function startPostgres(options: PostgresOptions): Promise<StoreHandle> {
  const account = await accountFor()
  const home = await postgresBinaries(account)
  const { dataDir, path } = await prepareDataDir(home, options.dataDir, account)
  const port = options.port ?? (await freePort())
  const lines = new Lines()
  let server: GuardedProcess | undefined

  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '200',
    ...(options.unsafeFast ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])

  /** Undefined when it is ready, else what it said before it ended. */
  const tryStart = async (): Promise<string | undefined> => {
    const from = lines.count
    const begun = await spawnGuarded(join(home, 'bin/postgres'), ['-D', path, ...flags], {
      ...account,
      // fast shutdown: a lost runner must not cost a recovery at the next start
      orphanSignal: 'SIGINT',
      lines,
      cwd: dataDir,
      env: { PATH: process.env.PATH, TZ: 'UTC' },
    })
    server = begun
    const ready = lines.waitFor(({ text }) => text.includes('ready to accept connections'), { from, timeoutMs: 60_000 })
    const ended = begun.exited.then(() => 'ended' as const)
    if ((await Promise.race([ready, ended])) !== 'ended') return undefined
    ready.catch(() => {})
    return lines.tail(lines.count - from).join('\n')
  }
  const start = async () => {
    if (server?.alive) return
    await awaitAbsence(dataDir)
    for (const until = Date.now() + 10_000; ;) {
      const said = await tryStart()
      if (said === undefined) return
      // the children of a killed server take a moment to notice, and hold its shared memory
      if (!said.includes('still in use') || Date.now() > until)
        throw new StackError(`PostgreSQL did not start:\n${said}`)
      await delay(100)
    }
  }
  const stop = async () => {
    await server?.stop(4_000, 'SIGINT')
  }

  await start()
  return {
    url: `postgres://postgres@127.0.0.1:${port}/continuo`,
    port,
    lines,
    get pid() {
      return server?.alive ? server.pid : undefined
    },
    kill: (signal) => server?.kill(signal),
    stop,
    start,
    [Symbol.asyncDispose]: stop,
  }
}

/** PostgreSQL refuses to run as root. */
async function accountFor(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined
  for (const name of ['postgres', 'nobody']) {
    const ids = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]).catch(() => undefined)
    if (ids) return { uid: Number(ids[0]), gid: Number(ids[1]) }
  }
  throw new StackError(
    'PostgreSQL does not run as root, and there is neither a user "postgres" nor "nobody": set DATABASE_URL.',
  )
}
