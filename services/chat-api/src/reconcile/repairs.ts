import { partOf, startSpan } from '@continuo/telemetry/tracing'
import type { Knex } from 'knex'
import type { MessageRow } from '../db/tables.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Deps } from '../deps.ts'
import type { Repaired } from '../events.ts'
import { announce } from '../generations/announce.ts'
import { overMessages } from '../generations/claim.ts'
import { orderJob } from '../generations/dispatch.ts'
import { type Ended, afterEnd, endMessage, failureFacts } from '../generations/end-message.ts'
import { dispatchAgain, repair } from '../generations/generation.ts'
import { lockMessage, saveState } from '../generations/generation-store.ts'
import { admitWaiting } from '../limits/admit.ts'
import { type Tokens, settle } from '../limits/settle.ts'
import type { JobQueues } from '../outbox/queues.ts'

/** A writer past its deadline gets this long to report the end itself; milliseconds. */
const lateMs = 15_000

export interface RepairDeps extends Deps {
  readonly queues: Pick<JobQueues, 'isPending'>
  /** Told of every message that was taken from a lost worker and dispatched again. */
  readonly onTakenBack?: (row: Pick<MessageRow, 'id' | 'claims'>) => void
}

const active = (db: Knex) => db('messages').whereIn('status', ['queued', 'generating'])
const ago = (db: Knex, ms: number) => db.raw("clock_timestamp() - ? * interval '1 millisecond'", [ms])

/** Messages whose lease has expired, or whose time is up: dispatched again, or ended. */
export async function repairAbandoned(deps: RepairDeps, limit: number): Promise<Partial<Repaired>> {
  const { db } = deps
  const candidates = await active(db)
    .where('dispatch_no', '>', 0)
    .where((due) =>
      due
        .where('lease_until', '<', db.raw('clock_timestamp()'))
        .orWhere('deadline_at', '<', db.raw('clock_timestamp()'))
        .orWhere((unclaimed) => unclaimed.where('claims', 0).where('expires_at', '<', db.raw('clock_timestamp()'))),
    )
    .limit(limit)
    .select('id')
  const done = { redispatched: 0, ended: 0 }
  for (const { id } of candidates) {
    const what = await repairOne(deps, id)
    if (what) done[what]++
  }
  return done
}

async function repairOne(deps: RepairDeps, id: string): Promise<'redispatched' | 'ended' | undefined> {
  const { db, limits, events, logger } = deps
  const done = await inTransaction(
    db,
    async (trx): Promise<Ended | { before: MessageRow; row: MessageRow; booked: Tokens | undefined } | undefined> => {
      const locked = await lockMessage(trx, id)
      if (!locked) return undefined
      const { row: before, state, nowMs } = locked
      // decided anew under the lock: what made it a candidate may be over
      const decision = repair(state, { nowMs, lateMs }, limits)
      if (decision.kind === 'none') return undefined
      if (decision.kind === 'over') {
        const text = decision.code === 'expired' ? overMessages.expired : overMessages.spent
        const { content, thinking } = before
        const facts = failureFacts(decision.code, text)
        return endMessage(deps, trx, locked, { status: 'error', text: content, thinking, writerSeq: null, facts })
      }
      const row = await saveState(trx, locked, decision.next, { queue_checked_at: new Date(nowMs) })
      await orderJob(trx, row)
      // nobody will ever say what the lost call has used
      const booked = await settle(trx, row, { reported: null, wasRunning: true, model: row.model })
      return { before, row, booked }
    },
  )
  if (!done) return undefined
  if (!('before' in done)) {
    afterEnd(deps, done, 'authority')
    return 'ended'
  }
  const { before, row, booked } = done
  deps.wakeRelay()
  events.leaseExpired()
  if (booked) events.booked(booked)
  deps.onTakenBack?.(row)
  if (row.traceparent)
    startSpan('lease expired', { ...partOf(row.traceparent), facts: { 'continuo.epoch': row.epoch } }).end()
  logger.warn(
    {
      request_id: row.request_id ?? undefined,
      session_id: row.session_id,
      message_id: id,
      worker_id: before.lease_owner,
      epoch: row.epoch,
      attempts: row.attempts,
    },
    'lease expired, dispatched again',
  )
  deps.background.run('recovering', () => showRecovering(deps, before, row), { message_id: id })
  return 'redispatched'
}

/** Tells viewers, with the text so far, that the answer goes on; from here the log, too, refuses the writer that is gone. */
async function showRecovering({ streams }: Pick<Deps, 'streams'>, before: MessageRow, row: MessageRow): Promise<void> {
  const ref = { sessionId: row.session_id, messageId: row.id }
  await streams.control.publishStop(row.session_id, { message_id: row.id, epoch: before.epoch })
  const log = await streams.reader.readText(ref)
  const { text, thinking } = log.kind === 'text' ? log.state : { text: before.content, thinking: before.thinking }
  await streams.control.openRecovering({ ref, epoch: row.epoch, text, ...(thinking === '' ? {} : { thinking }) })
}

/** Messages that wait for a worker while the queue knows nothing of their job: Redis was lost, or a worker dropped it. */
export async function repairLostJobs(deps: RepairDeps, limit: number, afterMs: number): Promise<Partial<Repaired>> {
  const { db, queues, events, logger } = deps
  const waiting = await active(db)
    .where('dispatch_no', '>', 0)
    .whereNull('lease_owner')
    .where('queue_checked_at', '<', ago(db, afterMs))
    .whereNotExists(
      db('outbox')
        .whereNull('sent_at')
        .where('message_id', db.ref('messages.id'))
        .where('dispatch_no', db.ref('messages.dispatch_no')),
    )
    .orderBy('queue_checked_at')
    .limit(limit)
    .select('id', 'session_id', 'dispatch_no', 'request_id')
  const present: string[] = []
  let redispatched = 0
  for (const message of waiting) {
    const job = { kind: 'generate', message_id: message.id, ...message } as const
    if (await queues.isPending(job)) {
      present.push(message.id)
      continue
    }
    const again = await inTransaction(db, async (trx) => {
      const locked = await lockMessage(trx, message.id)
      if (!locked || locked.state.dispatchNo !== message.dispatch_no || locked.state.lease) return false
      if (locked.state.status !== 'queued' && locked.state.status !== 'generating') return false
      const row = await saveState(trx, locked, dispatchAgain(locked.state), {
        queue_checked_at: new Date(locked.nowMs),
      })
      await orderJob(trx, row)
      return true
    })
    if (!again) continue
    redispatched++
    events.jobLost()
    logger.warn(
      {
        request_id: message.request_id ?? undefined,
        session_id: message.session_id,
        message_id: message.id,
        dispatch_no: message.dispatch_no,
      },
      'job was lost, dispatched again',
    )
  }
  if (redispatched > 0) deps.wakeRelay()
  await db('messages')
    .whereIn('id', present)
    .update({ queue_checked_at: db.raw('clock_timestamp()') })
  return { redispatched }
}

/** Messages that wait behind nothing: every end and the relay let the next one go, this is the net below. */
export async function repairUndispatched(deps: RepairDeps): Promise<Partial<Repaired>> {
  const redispatched = await admitWaiting(deps)
  if (redispatched > 0) deps.wakeRelay()
  return { redispatched }
}

/** Ends that no viewer has been told: their announcement was lost with its process, or with Redis. */
export async function repairUnannounced(deps: RepairDeps, limit: number): Promise<Partial<Repaired>> {
  const { db } = deps
  const rows = await db('messages')
    .where({ announced: false, role: 'assistant' })
    .whereIn('status', ['completed', 'error', 'cancelled'])
    .where('completed_at', '<', ago(db, 2_000))
    .orderBy('completed_at')
    .limit(limit)
    .select('*')
  // one after the other: when Redis is away the first one tells, and the rest waits for the next round
  for (const row of rows) await announce(deps, row)
  return { announced: rows.length }
}
