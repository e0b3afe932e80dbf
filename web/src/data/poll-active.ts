import { comparePositions, formatPosition, isTerminal, parsePosition } from '@continuo/contract'
import type { Api } from '../transport/api.ts'
import { asApiError } from '../transport/errors.ts'
import type { ChatDb } from './db.ts'
import { isOver, positionOf, type StoredMessage } from './rows.ts'

/**
 * One round without a feed: asks which answers are being written, and takes the text of those that moved or ended.
 * Returns the ids whose rows changed. Rejects with an `ApiError` when the server cannot be asked.
 */
export async function pollActive(db: ChatDb, api: Pick<Api, 'activeStreams' | 'messageStatus'>): Promise<string[]> {
  const { streams } = await api.activeStreams()
  const theirs = new Map(streams.map((stream) => [stream.message_id, stream]))
  const ours = await db.activeStreams.toArray()
  const changed: string[] = []
  for (const { messageId } of ours) {
    const row = await db.messages.get(messageId)
    const cursor = theirs.get(messageId)?.cursor
    if (!row || (cursor !== undefined && cursor === formatPosition(positionOf(row)))) continue
    if (await takeStatus(db, api, row).catch((cause: unknown) => gone(db, cause, messageId))) changed.push(messageId)
  }
  return changed
}

async function takeStatus(db: ChatDb, api: Pick<Api, 'messageStatus'>, row: StoredMessage): Promise<boolean> {
  const view = await api.messageStatus(row.sessionId, row.id)
  const at = parsePosition(view.cursor)
  return db.transaction('rw', db.messages, db.activeStreams, async () => {
    const now = await db.messages.get(row.id)
    if (!at || !now || isOver(now)) return false
    const over = isTerminal(view.status)
    if (!over && comparePositions(at, positionOf(now)) <= 0) return false
    await db.messages.put({
      ...now,
      ...at,
      ...{ status: view.status, text: view.content, usage: view.usage, latencyMs: view.latency_ms },
      ...{ stopReason: view.stop_reason, model: view.model ?? now.model, recovering: false, rev: now.rev + 1 },
      ...(view.error ? { error: { ...view.error, retry_after_s: view.error.retry_after_s ?? undefined } } : {}),
    })
    if (over) await db.activeStreams.delete(row.id)
    return true
  })
}

/** The server does not know it any more: it was deleted elsewhere, or another answer has its place. */
async function gone(db: ChatDb, cause: unknown, messageId: string): Promise<boolean> {
  if (asApiError(cause).status !== 404) throw cause
  await db.activeStreams.delete(messageId)
  await db.messages.delete(messageId)
  return true
}
