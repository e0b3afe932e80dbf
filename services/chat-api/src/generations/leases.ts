import { inTransaction } from '../db/transaction.ts'
import type { Deps } from '../deps.ts'
import { fenced, requireMessage } from './complete.ts'
import { mayWrite, raiseEpoch } from './generation.ts'
import { lockMessage, saveState } from './generation-store.ts'

export interface LeaseRef {
  readonly messageId: string
  readonly epoch: number
}

/**
 * Renews all leases of one worker in one statement. An expired lease that nobody has taken yet is renewed too.
 * @returns The messages that are no longer this worker's.
 */
export async function renewLeases(
  { db, limits }: Pick<Deps, 'db' | 'limits'>,
  workerId: string,
  leases: readonly LeaseRef[],
): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `update messages m set lease_until = clock_timestamp() + ? * interval '1 millisecond'
     from unnest(?::uuid[], ?::int[]) as held (id, epoch)
     where m.id = held.id and m.epoch = held.epoch and m.lease_owner = ? and m.status = 'generating'
     returning m.id`,
    [limits.leaseMs, leases.map((lease) => lease.messageId), leases.map((lease) => lease.epoch), workerId],
  )
  const kept = new Set(rows.map(({ id }) => id))
  return leases.map((lease) => lease.messageId).filter((id) => !kept.has(id))
}

/**
 * A new epoch for the same attempt, whose log was lost with Redis. Idempotent: whoever asks again with the same epoch,
 * because the reply got lost, gets the same new one, until somebody else takes the message.
 * @throws {AppError} `fenced`, `not_found`.
 */
export async function renewEpoch(deps: Deps, { messageId, epoch }: LeaseRef): Promise<number> {
  const next = await inTransaction(deps.db, async (trx) => {
    const locked = requireMessage(await lockMessage(trx, messageId))
    const { row, state } = locked
    if (row.renewed_epoch === epoch + 1 && mayWrite(state, row.renewed_epoch)) return row.renewed_epoch
    if (!mayWrite(state, epoch)) throw fenced(deps, locked, epoch)
    const raised = raiseEpoch(state)
    await saveState(trx, locked, raised, { renewed_epoch: raised.epoch })
    return raised.epoch
  })
  deps.logger.info({ message_id: messageId, epoch: next }, 'epoch renewed')
  return next
}

export interface CheckpointCommand extends LeaseRef {
  readonly seq: number
  readonly text: string
  readonly thinking: string
}

/**
 * Keeps the text so far; an older one never replaces a newer one.
 * @throws {AppError} `fenced`, `not_found`.
 */
export async function checkpoint(deps: Deps, command: CheckpointCommand): Promise<void> {
  const { messageId, epoch, seq, text, thinking } = command
  const updated = await deps
    .db('messages')
    .where({ id: messageId, epoch, status: 'generating' })
    .whereRaw('(content_epoch, content_seq) < (?, ?)', [epoch, seq])
    .update({ content: text, thinking, content_epoch: epoch, content_seq: seq })
  if (updated > 0) return
  await inTransaction(deps.db, async (trx) => {
    const locked = requireMessage(await lockMessage(trx, messageId))
    if (!mayWrite(locked.state, epoch)) throw fenced(deps, locked, epoch)
  })
}
