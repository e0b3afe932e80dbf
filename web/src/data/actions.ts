import { type AcceptedMessage, isTerminal } from '@continuo/contract'
import type { Api } from '../transport/api.ts'
import type { Answers } from './answers.ts'
import type { ChatDb } from './db.ts'

export interface ActionDeps {
  db: ChatDb
  api: Pick<Api, 'cancel' | 'retry'>
  answers: Pick<Answers, 'hold' | 'release' | 'settle' | 'store'>
}

/**
 * Stops an answer: what is on screen now is what stays. Nothing more appears while the request is on its way; when it
 * fails the answer goes on with everything that came meanwhile, and the error is thrown.
 */
export async function stopAnswer(
  { api, answers }: ActionDeps,
  answer: { sessionId: string; id: string },
): Promise<void> {
  const cursor = await answers.hold(answer.id, answer.sessionId)
  try {
    await answers.settle(await api.cancel(answer.id, cursor))
  } finally {
    // after a success the held frames are late ones and fold to nothing
    answers.release(answer.id)
  }
}

/** Asks for a new answer in the place of a failed or stopped one. */
export async function retryAnswer(
  { db, api }: ActionDeps,
  answer: { sessionId: string; id: string },
): Promise<AcceptedMessage> {
  const accepted = await api.retry(answer.id)
  await db.transaction('rw', db.messages, db.activeStreams, async () => {
    const old = await db.messages.get(answer.id)
    if (!old || isTerminal(accepted.status)) return
    await db.messages.delete(old.id)
    const { error: _error, wait: _wait, retryAt: _retryAt, ...kept } = old
    if (!(await db.messages.get(accepted.message_id)))
      await db.messages.put({
        ...kept,
        ...{ id: accepted.message_id, status: 'queued', text: '', thinking: '', epoch: 0, seq: 0, recovering: false },
        ...{ usage: null, latencyMs: null, stopReason: null, createdAt: new Date().toISOString(), rev: 0 },
      })
    await db.activeStreams.put({
      messageId: accepted.message_id,
      sessionId: answer.sessionId,
      startedAt: new Date().toISOString(),
    })
  })
  return accepted
}
