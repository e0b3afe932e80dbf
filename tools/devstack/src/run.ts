import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const execute = promisify(execFile)

export interface RunOptions {
  cwd?: string
  env?: NodeJS.ProcessEnv
  uid?: number
  gid?: number
  timeout?: number
}

/** Runs a program to its end. @throws {Error} with what it said on stderr. */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { stdout } = await execute(command, [...args], { maxBuffer: 16 * 1024 * 1024, timeout: 120_000, ...options })
  return stdout
}
