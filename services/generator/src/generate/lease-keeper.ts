import type { ChatApiClient } from '@continuo/rpc'
import { delay } from '@continuo/runtime'
import type { Logger } from '@continuo/telemetry'
import type { Events } from '../events.ts'
import type { Running } from './running.ts'

export interface LeaseDeps {
  readonly api: Pick<ChatApiClient['generations'], 'renewLeases'>
  readonly running: ReadonlySet<Running>
  readonly events: Pick<Events, 'leasesChecked'>
  readonly logger: Logger
}

export interface LeaseKeeper extends AsyncDisposable {
  /** Asks now, whenever something else casts doubt on a lease. */
  check(): Promise<void>
}

/**
 * Renews the leases of all running attempts, one call every `everyMs`. What chat-api calls lost is stopped at once. An
 * unreachable chat-api changes nothing: the answer goes on, and Postgres fences whoever comes too late.
 */
export function startLeaseKeeper(deps: LeaseDeps, workerId: string, everyMs: number): LeaseKeeper {
  const { api, running, events, logger } = deps
  const stop = new AbortController()
  let reachable = true

  async function check(): Promise<void> {
    const held = [...running]
      .filter((attempt) => !attempt.renewing)
      .map((attempt) => ({ attempt, epoch: attempt.epoch }))
    if (held.length === 0) return
    const leases = held.map(({ attempt, epoch }) => ({ message_id: attempt.ref.messageId, epoch }))
    try {
      const { lost_message_ids: lost } = await api.renewLeases(
        { worker_id: workerId, leases },
        // An answer that comes later than the next call is due helps nobody.
        { deadlineMs: Math.max(everyMs, 500), signal: stop.signal },
      )
      reachable = true
      events.leasesChecked('renewed', held.length - lost.length)
      events.leasesChecked('lost', lost.length)
      for (const { attempt, epoch } of held) {
        // A new epoch meanwhile: what was asked about is lost indeed, and it was we who replaced it.
        const replaced = attempt.renewing || attempt.epoch !== epoch
        if (!replaced && lost.includes(attempt.ref.messageId)) attempt.abort('fenced', 'lease')
      }
    } catch (error) {
      if (stop.signal.aborted) return
      events.leasesChecked('failed', held.length)
      if (!reachable) return
      reachable = false
      logger.warn({ err: error, leases: held.length }, 'leases not renewed')
    }
  }

  async function run(): Promise<void> {
    for (;;) {
      const began = performance.now()
      await check()
      await delay(Math.max(0, began + everyMs - performance.now()), stop.signal)
      if (stop.signal.aborted) return
    }
  }

  const kept = run()
  return {
    check,
    [Symbol.asyncDispose]: async () => {
      stop.abort()
      await kept
    },
  }
}
