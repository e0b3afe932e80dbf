import { generateJobId } from '@continuo/contract'
import { delay, failpoint, fullJitterMs } from '@continuo/runtime'
import type { Logger } from '@continuo/telemetry'
import { type Span, startSpan } from '@continuo/telemetry/tracing'
import type { Knex } from 'knex'
import type { OutboxRow } from '../db/tables.ts'
import type { Deps } from '../deps.ts'
import { admitWaiting } from '../limits/admit.ts'
import type { JobQueues } from './queues.ts'

const batchRows = 100

export interface RelayDeps extends Pick<Deps, 'db' | 'streams' | 'background' | 'events' | 'limits'> {
  readonly queues: Pick<JobQueues, 'add'>
  readonly logger: Logger
}

/**
 * Adds the jobs of one batch of due rows, then commits their mark as sent. The rows are locked meanwhile, so several
 * relays share the work; a crash between the two steps only repeats an add, which the queue ignores.
 * @returns How many were sent.
 */
export async function relayBatch(deps: RelayDeps): Promise<number> {
  const { db, queues, streams, background, events, logger } = deps
  const sent = await db.transaction(async (trx) => {
    const rows = await markDue(trx)
    if (rows.length === 0) return rows
    await addTraced(queues, rows)
    failpoint('after_enqueue_before_mark')
    return rows
  })
  for (const { kind, session_id, message_id, dispatch_no, request_id, waited_ms } of sent) {
    events.dispatched(kind, waited_ms / 1_000)
    if (kind === 'title') continue
    logger.info({ request_id, session_id, message_id, dispatch_no, waited_ms }, 'message dispatched')
    const ref = { sessionId: session_id, messageId: message_id }
    background.run('task key', () => streams.control.setTask(ref, generateJobId(message_id, dispatch_no)))
  }
  return sent.length
}

/** Every hand-over is a part of its message's trace, and what the job does is a part of the hand-over. */
async function addTraced(queues: RelayDeps['queues'], rows: readonly DueRow[]): Promise<void> {
  const spans = rows.map(asSpan)
  try {
    await queues.add(rows.map((row, index) => ({ ...row, traceparent: spans[index]?.traceparent ?? row.traceparent })))
  } catch (error) {
    for (const span of spans) span?.fail(error)
    throw error
  } finally {
    for (const span of spans) span?.end()
  }
}

const asSpan = ({ kind, traceparent, message_id, dispatch_no, waited_ms }: DueRow): Span | undefined =>
  traceparent === null
    ? undefined
    : startSpan(`relay ${kind}`, {
        kind: 'producer',
        parent: traceparent,
        facts: {
          'messaging.system': 'bullmq',
          'continuo.message_id': message_id,
          'continuo.dispatch_no': dispatch_no,
          'continuo.waited_ms': waited_ms,
        },
      })

type DueRow = OutboxRow & { waited_ms: number }

/** Marks the due rows as sent and locks them: nobody sees the mark before the commit, which waits for the queue. */
const markDue = async (trx: Knex.Transaction): Promise<DueRow[]> =>
  trx('outbox')
    .whereIn(
      'id',
      trx('outbox')
        .whereNull('sent_at')
        .where('not_before', '<=', trx.raw('clock_timestamp()'))
        .orderBy(['not_before', 'id'])
        .limit(batchRows)
        .forUpdate()
        .skipLocked()
        .select('id'),
    )
    .update({ sent_at: trx.raw('clock_timestamp()') })
    .returning<DueRow[]>([
      '*',
      trx.raw('(extract(epoch from clock_timestamp() - not_before) * 1000)::bigint as waited_ms'),
    ])

export interface Relay extends AsyncDisposable {
  /** A job was ordered in this process, or one may be: look now. */
  wake(): void
}

/**
 * Carries ordered jobs from Postgres to the queue, and orders what its user's limit had held back, until disposed. The
 * process that commits an order wakes its own relay; what others leave behind is found by the poll. (Not by NOTIFY: it
 * makes commits queue up behind one lock, which halved the accepted messages per second at 16 senders.)
 * @param pollMs Milliseconds between looks when nobody wakes it.
 */
export function startRelay(deps: RelayDeps, { pollMs }: { pollMs: number }): Relay {
  const stop = new AbortController()
  let woken = Promise.withResolvers<void>()
  const wake = () => {
    woken.resolve()
    woken = Promise.withResolvers<void>()
  }

  const loop = async () => {
    for (let failures = 0; !stop.signal.aborted;) {
      const due = woken.promise
      let poll: NodeJS.Timeout | undefined
      try {
        const sent = await relayBatch(deps)
        // what was ordered already does not wait for the look at who else may go
        const admitted = await admitWaiting(deps)
        failures = 0
        if (sent === batchRows || admitted > 0) continue
        poll = setTimeout(wake, pollMs)
        await due
      } catch (error) {
        failures++
        deps.events.relayFailed()
        deps.logger.warn({ err: error, failures }, 'outbox relay failed')
        await delay(pollMs + fullJitterMs(failures, { baseMs: 100, maxMs: 2_000 }), stop.signal)
      } finally {
        clearTimeout(poll)
      }
    }
  }
  const running = loop()
  return {
    wake,
    async [Symbol.asyncDispose]() {
      stop.abort()
      wake()
      await running
    },
  }
}
