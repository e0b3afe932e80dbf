import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const execute = promisify(execFile)
const program = process.env.CONTAINER_ENGINE ?? 'podman'

/** One call of podman, or of docker by `CONTAINER_ENGINE=docker`. @throws with what it printed. */
export async function engine(...args: string[]): Promise<string> {
  const { stdout } = await execute(program, args, { timeout: 120_000, maxBuffer: 32 * 1_048_576 })
  return stdout.trim()
}

/** As a restricted pod runs it: nothing but /tmp can be written, no capabilities, no way to more rights. */
const hardened = [
  '--read-only',
  ...['--tmpfs', '/tmp', '--cap-drop', 'all', '--security-opt', 'no-new-privileges'],
  ...['--user', '1000:1000', '--memory', '512m', '--pids-limit', '256', '--network', 'host'],
]

export interface Container extends AsyncDisposable {
  /** From the engine's start call to the first 200 of `readyUrl`, milliseconds. */
  readonly readyMs: number
  /** SIGTERM. @returns what it ended with; 137 when it had to be killed after `limitS` */
  stop(limitS: number): Promise<number>
  exec(...command: string[]): Promise<string>
}

/** A container on this machine's loopback that goes when it is disposed, or when this process ends by itself. */
export async function startContainer(
  name: string,
  image: string,
  env: Record<string, string>,
  readyUrl: string,
): Promise<Container> {
  const variables = Object.entries(env).flatMap(([key, value]) => ['--env', `${key}=${value}`])
  const id = await engine('create', '--name', `continuo-check-${process.pid}-${name}`, ...hardened, ...variables, image)
  const dispose = async () => void (await engine('rm', '--force', '--time', '0', id))
  try {
    const began = performance.now()
    await engine('start', id)
    await answers(readyUrl, 60_000)
    return {
      readyMs: Math.round(performance.now() - began),
      async stop(limitS) {
        await engine('stop', '--time', String(limitS), id)
        return Number(await engine('inspect', '--format', '{{.State.ExitCode}}', id))
      },
      exec: (...command) => engine('exec', id, ...command),
      [Symbol.asyncDispose]: dispose,
    }
  } catch (error) {
    const said = await engine('logs', '--tail', '20', id).catch(() => '')
    await dispose()
    throw new Error(`${name} is not ready: ${said}`, { cause: error })
  }
}

/** A container that ends by itself. @throws when it ends with anything but 0. */
export async function runContainer(image: string, env: Record<string, string>, ...command: string[]): Promise<string> {
  const variables = Object.entries(env).flatMap(([key, value]) => ['--env', `${key}=${value}`])
  return engine('run', '--rm', ...hardened, ...variables, image, ...command)
}

async function answers(url: string, limitMs: number): Promise<void> {
  for (const until = Date.now() + limitMs; ; await new Promise((resolve) => setTimeout(resolve, 20))) {
    const response = await fetch(url, { signal: AbortSignal.timeout(1_000) }).catch(() => undefined)
    await response?.body?.cancel()
    if (response?.ok) return
    if (Date.now() > until) throw new Error(`${url} does not answer`)
  }
}
