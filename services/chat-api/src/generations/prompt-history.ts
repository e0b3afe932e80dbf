import type { Turn } from '@continuo/rpc'
import type { Knex } from 'knex'
import type { MessageRow } from '../db/tables.ts'

/** The newest turns that fit, whichever limit comes first; the generator cuts further, by its model's window. */
const maxTurns = 200
const maxBytes = 1_000_000

/**
 * The turns before an answer, oldest first, ending with the user message it answers. Left out: what was replaced, failed,
 * is empty or was refused, and with a refused answer the turn that was refused (the model goes on refusing otherwise).
 * A cancelled answer stays, with the text its reader had seen.
 */
export async function promptHistory(
  db: Knex,
  answer: Pick<MessageRow, 'session_id' | 'position' | 'reply_to'>,
): Promise<Turn[]> {
  const usable = db('messages as m')
    .where('m.session_id', answer.session_id)
    .where('m.position', '<', answer.position)
    .whereNull('m.replaced_by')
    .where('m.content', '<>', '')
    .whereIn('m.status', ['completed', 'cancelled'])
    .where((kept) => kept.whereNull('m.stop_reason').orWhere('m.stop_reason', '<>', 'refusal'))
    .where((kept) =>
      kept
        .where('m.id', answer.reply_to)
        .orWhereNotExists(
          db('messages as refused')
            .where('refused.session_id', answer.session_id)
            .where('refused.reply_to', db.ref('m.id'))
            .whereNull('refused.replaced_by')
            .where('refused.stop_reason', 'refusal')
            .select(db.raw('1')),
        ),
    )
    .orderBy('m.position', 'desc')
    .limit(maxTurns)
    .select('m.id', 'm.role', 'm.position')
    .select(db.raw('octet_length(m.content) as bytes'))
  // lengths first: Postgres knows them without unpacking the texts
  const measured = db
    .from(usable.as('u'))
    .select('u.id', 'u.position', db.raw('sum(u.bytes) over (order by u.position desc) as total'))
  const rows = await db
    .from(measured.as('t'))
    .join('messages as m', 'm.id', 't.id')
    .where((fits) => fits.where('t.total', '<=', maxBytes).orWhere('m.id', answer.reply_to))
    .orderBy('m.position')
    .select('m.role', 'm.content')
  return rows as Turn[]
}
