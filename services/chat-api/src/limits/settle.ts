import type { UsageProto } from '@continuo/rpc'
import type { Knex } from 'knex'
import type { MessageRow, ReservationRow } from '../db/tables.ts'
import { estimateTokens } from './estimate.ts'

export interface Tokens {
  readonly input: number
  readonly output: number
}

/** What came of an attempt, or of a message. */
export interface Account {
  /** What its writer reported; null: it could not, and what it has taken is estimated. */
  readonly reported: UsageProto | null
  /** A model call was under way until now: the operator pays for it. */
  readonly wasRunning: boolean
  /** How the message ended; undefined: it goes on with another attempt. */
  readonly end?: 'completed' | 'error' | 'cancelled'
  readonly model: string | null
}

/**
 * Books what has been used, in the transaction that makes it final; what was set aside is free again when the message has
 * ended. The user pays for a whole answer or a stopped one, once, whatever it took to make it; the operator for every call.
 * The last thing a transaction does: others of the same group wait for it.
 * @returns What a call has taken that is over now; to be counted after the commit.
 */
export async function settle(trx: Knex.Transaction, row: MessageRow, account: Account): Promise<Tokens | undefined> {
  if (row.claims === 0) return undefined
  const { reported, wasRunning, end } = account
  const reserved = await takeReservation(trx, row.id, end !== undefined)
  const used = reported ? counted(reported) : guessed(row, reserved)
  const charged = end === 'completed' || end === 'cancelled' ? used : undefined
  if (!charged && !wasRunning) return undefined
  await addToUser(trx, row.user_id, account.model ?? row.requested_model ?? 'default', {
    answers: charged ? 1 : 0,
    input_tokens: charged?.input ?? 0,
    output_tokens: charged?.output ?? 0,
    attempts: wasRunning ? 1 : 0,
    total_input_tokens: wasRunning ? used.input : 0,
    total_output_tokens: wasRunning ? used.output : 0,
  })
  if (charged) await addToGroups(trx, reserved?.groups ?? [], charged.input + charged.output)
  return wasRunning ? used : undefined
}

/** A title is the operator's: people are not charged for what they have not asked for. */
export async function bookTitle(db: Knex, sessionId: string, usage: UsageProto, model = 'default'): Promise<Tokens> {
  const session = await db('sessions').where({ id: sessionId }).first('user_id')
  const { input, output } = counted(usage)
  if (!session) return { input, output }
  const nothing = { answers: 0, input_tokens: 0, output_tokens: 0 }
  const call = { attempts: 1, total_input_tokens: input, total_output_tokens: output }
  await addToUser(db, session.user_id, model, { ...nothing, ...call })
  return { input, output }
}

const takeReservation = async (
  trx: Knex.Transaction,
  messageId: string,
  forGood: boolean,
): Promise<ReservationRow | undefined> => {
  const mine = trx('reservations').where({ message_id: messageId })
  if (!forGood) return mine.first('*')
  const [taken] = await mine.delete().returning('*')
  return taken
}

/** All of the prompt counts, cached or not. */
const counted = (usage: UsageProto): Tokens => ({
  input: [usage.input_tokens, usage.cache_read_tokens, usage.cache_write_tokens].reduce<number>(
    (sum, tokens) => sum + Number(tokens ?? 0),
    0,
  ),
  output: Number(usage.output_tokens ?? 0),
})

const guessed = ({ content, thinking }: MessageRow, reserved: ReservationRow | undefined): Tokens => ({
  input: reserved?.prompt_tokens ?? 0,
  output: estimateTokens(content, thinking),
})

/** In UTC, as of the same clock that budgets are read by. */
const today = (db: Knex) => db.raw("(clock_timestamp() at time zone 'UTC')::date")

const counters = [
  'answers',
  'input_tokens',
  'output_tokens',
  'attempts',
  'total_input_tokens',
  'total_output_tokens',
] as const

async function addToUser(
  trx: Knex,
  user_id: string,
  model: string,
  more: Record<(typeof counters)[number], number>,
): Promise<void> {
  const grown = counters.map((name) => [name, trx.raw('usage_days.?? + excluded.??', [name, name])] as const)
  await trx('usage_days')
    .insert({ user_id, day: today(trx), model, ...more })
    .onConflict(['user_id', 'day', 'model'])
    .merge(Object.fromEntries(grown) as Record<(typeof counters)[number], Knex.Raw>)
}

async function addToGroups(trx: Knex.Transaction, groups: readonly string[], tokens: number): Promise<void> {
  if (groups.length === 0) return
  // one order for everybody who adds to several
  const rows = [...new Set(groups)].toSorted().map((group_name) => ({ group_name, day: today(trx), tokens }))
  await trx('group_days')
    .insert(rows)
    .onConflict(['group_name', 'day'])
    .merge({ tokens: trx.raw('group_days.tokens + excluded.tokens') })
}
