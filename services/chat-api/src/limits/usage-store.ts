import type { Knex } from 'knex'
import { own } from '../access/own.ts'
import type { UsageDayRow } from '../db/tables.ts'

/** Stands for everybody who is gone. */
export const nobody = '00000000-0000-0000-0000-000000000000'

export interface UsageSum {
  readonly answers: number
  readonly input_tokens: number
  readonly output_tokens: number
}

/** What a user has used today and in this month, UTC. */
export async function usageOf(db: Knex, userId: string): Promise<{ day: UsageSum; month: UsageSum }> {
  const { rows } = await db.raw<{ rows: [Record<'day' | 'month', [number, number, number]>] }>(
    `with clock as (select (clock_timestamp() at time zone 'UTC')::date as today),
     sums as (
       select span, coalesce(sum(u.answers), 0) as answers, coalesce(sum(u.input_tokens), 0) as input,
         coalesce(sum(u.output_tokens), 0) as output
       from clock cross join (values ('day'), ('month')) as spans (span)
       left join usage_days u
         on u.user_id = cast(:userId as uuid) and u.day >= date_trunc(span, clock.today)::date
       group by span
     )
     select
       (select json_build_array(answers, input, output) from sums where span = 'day') as day,
       (select json_build_array(answers, input, output) from sums where span = 'month') as month`,
    { userId },
  )
  const sum = ([answers, input_tokens, output_tokens]: [number, number, number]): UsageSum => ({
    answers,
    input_tokens,
    output_tokens,
  })
  return { day: sum(rows[0].day), month: sum(rows[0].month) }
}

/** Where a page ends: the next one begins after it. */
export type UsagePlace = Pick<UsageDayRow, 'day' | 'user_id' | 'model'>

export interface UsageQuery {
  /** Both included, `2026-11-24`. */
  readonly from: string
  readonly to: string
  readonly userId: string | undefined
  readonly limit: number
  readonly before: UsagePlace | undefined
}

/** By day, user and model, newest day first. */
export const listUsage = (db: Knex, { from, to, userId, limit, before }: UsageQuery): Promise<UsageDayRow[]> =>
  (userId === undefined ? db('usage_days') : own(db, userId).usageDays())
    .whereBetween('day', [from, to])
    .modify((query) => {
      if (before)
        void query.whereRaw('(day, user_id, model) < (?::date, ?::uuid, ?)', [before.day, before.user_id, before.model])
    })
    .orderBy([
      { column: 'usage_days.day', order: 'desc' },
      { column: 'user_id', order: 'desc' },
      { column: 'model', order: 'desc' },
    ])
    .limit(limit)
    .select('*', db.raw("to_char(usage_days.day, 'YYYY-MM-DD') as day"))

export const formatUsagePlace = ({ day, user_id, model }: UsagePlace): string =>
  Buffer.from(JSON.stringify([day, user_id, model])).toString('base64url')
