import { delay } from '@continuo/runtime'
import type { StreamWriter } from '@continuo/stream-log/writer'
import type { Running } from './running.ts'

/**
 * A sign of life in Redis for all running attempts, one pipeline every `everyMs`: keeps the logs from expiring, and finds
 * the logs that were lost while nothing was being written. An unanswered beat is made up for by the next.
 */
export function startHeartbeat(
  writer: Pick<StreamWriter, 'heartbeat'>,
  running: ReadonlySet<Running>,
  everyMs: number,
): AsyncDisposable {
  const stop = new AbortController()

  async function beat(): Promise<void> {
    const held = [...running].filter((attempt) => attempt.opened && !attempt.renewing)
    if (held.length === 0) return
    const beats = held.map(({ ref, epoch }) => ({ ref, epoch }))
    const results = await writer.heartbeat(beats).catch(() => [])
    for (const [index, result] of results.entries()) {
      const attempt = held[index]!
      if (attempt.renewing || attempt.epoch !== beats[index]!.epoch) continue
      if (result.kind === 'lost') attempt.recover(attempt.epoch)
      else if (result.kind !== 'ok') attempt.abort('fenced', result.kind)
    }
  }

  async function run(): Promise<void> {
    while (!stop.signal.aborted) {
      await delay(everyMs, stop.signal)
      if (!stop.signal.aborted) await beat()
    }
  }

  const beating = run()
  return {
    [Symbol.asyncDispose]: async () => {
      stop.abort()
      await beating
    },
  }
}
