import type { MessageFacts } from '@continuo/rpc'
import { isTerminal } from '@continuo/contract'
import type { Knex } from 'knex'
import type { MessageRow } from '../db/tables.ts'

export interface MessageRef {
  readonly sessionId: string
  readonly messageId: string
}

/** Nothing is known of it: as if it had ended long ago. Milliseconds, about 31 years. */
const longAgoMs = 1e12

/** What Postgres says of messages whose keys were found in Redis; in the order asked. */
export async function describeMessages(db: Knex, refs: readonly MessageRef[]): Promise<MessageFacts[]> {
  const age = (column: string) =>
    db.raw('(extract(epoch from clock_timestamp() - ??) * 1000)::bigint as ended_ms_ago', [column])
  const rows = await db('messages')
    .whereIn(
      'id',
      refs.map(({ messageId }) => messageId),
    )
    .select<(MessageRow & { ended_ms_ago: number | null })[]>([
      'id',
      'session_id',
      'status',
      'epoch',
      'announced',
      age('completed_at'),
    ])
  const deleted = await db('tombstones')
    .whereIn(
      'session_id',
      refs.map(({ sessionId }) => sessionId),
    )
    .select<{ session_id: string; ended_ms_ago: number }[]>(['session_id', age('deleted_at')])
  const byId = new Map(rows.map((row) => [row.id, row]))
  const deletedAgo = new Map(deleted.map((row) => [row.session_id, row.ended_ms_ago]))
  return refs.map(({ sessionId, messageId }) => {
    const row = byId.get(messageId)
    if (row?.session_id !== sessionId) {
      const ended_ms_ago = deletedAgo.get(sessionId) ?? longAgoMs
      return { message_id: messageId, exists: false, status: '', epoch: 0, ended_ms_ago, announced: false }
    }
    const { status, epoch, announced } = row
    const ended_ms_ago = isTerminal(status) ? Math.max(0, row.ended_ms_ago ?? 0) : 0
    return { message_id: messageId, exists: true, status, epoch, ended_ms_ago, announced }
  })
}
