import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { StackError } from './stack-error.ts'

/**
 * Keeps a second stack off the same data.
 * @throws {StackError} when another living stack has them.
 */
export function lockData(dataDir: string): Disposable {
  mkdirSync(dataDir, { recursive: true })
  const file = join(dataDir, 'stack.pid')
  const take = () => writeFileSync(file, String(process.pid), { flag: 'wx' })
  try {
    take()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    const pid = Number(readFileSync(file, 'utf8'))
    if (isAlive(pid))
      throw new StackError(
        `Another stack (process ${pid}) uses the data in ${dataDir}: stop it, or set DATA_DIR to another folder.`,
      )
    rmSync(file, { force: true })
    take()
  }
  return { [Symbol.dispose]: () => rmSync(file, { force: true }) }
}

function isAlive(pid: number): boolean {
  if (!pid || pid === process.pid) return false
  try {
    process.kill(pid, 0)
    // after a reboot the number may belong to anybody
    return (
      process.platform !== 'linux' || readFileSync(`/proc/${pid}/cmdline`, 'utf8').search(/devstack|observability/) >= 0
    )
  } catch {
    return false
  }
}
