import { AppError } from '@continuo/contract'
import type { ChatApiClient } from '@continuo/rpc'
import type { StreamRef } from '@continuo/stream-log/types'
import type { AnswerLog } from './answer-log.ts'
import type { Running } from './running.ts'

export interface CheckpointInput {
  readonly api: Pick<ChatApiClient['generations'], 'checkpoint'>
  readonly log: AnswerLog
  readonly ref: StreamRef
  readonly abort: Running['abort']
}

/**
 * Keeps the text in Postgres every `everyMs` in which it grew, for the day on which writer and Redis die together. Text
 * and position come from the log, so that a reader who is given both can go on from there. A failed one is not repeated.
 */
export function startCheckpoints({ api, log, ref, abort }: CheckpointInput, everyMs: number): Disposable {
  let keptLength = log.text.length
  let asking = false

  async function keep(): Promise<void> {
    const { epoch, at, text, thinking, renewing } = log
    if (asking || renewing || text.length <= keptLength) return
    asking = true
    try {
      await api.checkpoint({ message_id: ref.messageId, epoch, seq: at.seq, text, thinking })
      keptLength = text.length
    } catch (error) {
      const replaced = log.renewing || log.epoch !== epoch
      if (!replaced && error instanceof AppError && error.code === 'fenced') abort('fenced', 'checkpoint')
    } finally {
      asking = false
    }
  }

  const timer = setInterval(() => void keep(), everyMs)
  return { [Symbol.dispose]: () => clearInterval(timer) }
}
