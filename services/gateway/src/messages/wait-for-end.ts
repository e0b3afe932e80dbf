import { AppError, isTerminal, origin } from '@continuo/contract'
import type { MessageReply } from '@continuo/rpc'
import type { Hub, StreamRef } from '@continuo/stream-log/types'
import { statusOf } from './message-view.ts'
import { storedEvents } from './stored-events.ts'

/** Postgres is asked this often beside listening, so that the wait also ends while Redis is away. */
const askEveryMs = 3_000

/**
 * The message when it has ended; undefined when `until` fires first. A chat-api that does not answer is asked again.
 * @throws {AppError} `not_found` when the message was deleted meanwhile.
 */
export async function waitForEnd(
  hub: Hub,
  ref: StreamRef,
  ask: () => Promise<MessageReply>,
  until: AbortSignal,
): Promise<MessageReply | undefined> {
  let wake = () => {}
  const following = hub.follow({
    ref,
    after: origin,
    send: () => {},
    ended: () => wake(),
    fallback: async (_ref, after) => storedEvents(await ask(), after),
  })
  const stopWaiting = () => wake()
  until.addEventListener('abort', stopWaiting, { once: true })
  try {
    while (!until.aborted) {
      const woken = new Promise<void>((resolve) => (wake = resolve))
      const row = await ask().catch((error: unknown) => {
        if (error instanceof AppError && error.code === 'not_found') throw error
        return undefined
      })
      if (row && isTerminal(statusOf(row))) return row
      const timer = setTimeout(stopWaiting, askEveryMs)
      await woken
      clearTimeout(timer)
    }
    return undefined
  } finally {
    until.removeEventListener('abort', stopWaiting)
    following.close()
  }
}
