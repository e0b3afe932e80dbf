import type { StoreHandle } from '@continuo/devstack/postgres'
import type { ProcessUnderTest } from './product.ts'

/** A store as the dev stack starts it, ill-treated like any other process. */
export function storeProcess(name: string, handle: StoreHandle): ProcessUnderTest {
  return {
    name,
    get pid() {
      return handle.pid
    },
    signal: (signal) => handle.kill(signal),
    async kill() {
      handle.kill('SIGKILL')
      // settles when the process is gone
      await handle.stop()
    },
    stop: () => handle.stop(),
    start: () => handle.start(),
    gone: () => handle.stop(),
    tail: (count) => handle.lines.tail(count),
  }
}
