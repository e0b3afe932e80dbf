import { AppError } from '@continuo/contract'
import type { Knex } from 'knex'
import type { Limits } from '../config.ts'
import { type Period, resetOf } from './period.ts'

/** One budget that a user's answers count against, and where it stands. All in tokens. */
export interface Standing {
  readonly kind: 'user' | 'group'
  /** The group's name; the user's id. */
  readonly subject: string
  readonly period: Period
  readonly tokens: number
  readonly used: number
  /** What running answers may still take, by estimate. */
  readonly reserved: number
}

export interface Standings {
  readonly budgets: readonly Standing[]
  readonly groups: readonly string[]
  /** The database's clock, Unix milliseconds. */
  readonly nowMs: number
}

type Row = Omit<Standings, 'budgets'> & { [K in keyof Standing]: Standing[K] | null }

/** The budgets of a user and of their groups, read as of one moment: no answer is between reserved and used. */
export async function readStandings(
  db: Knex,
  userId: string,
  { userTokens }: Pick<Limits, 'userTokens'>,
): Promise<Standings> {
  const { rows } = await db.raw<{ rows: Row[] }>(
    `with clock as (
       select clock_timestamp() as now, (clock_timestamp() at time zone 'UTC')::date as today
     ), me as (
       select coalesce((select groups from users where id = cast(:userId as uuid)), '{}') as groups
     ), mine as (
       select 'user' as kind, cast(:userId as text) as subject, period, tokens from budgets where user_id = cast(:userId as uuid)
       union all
       select 'group', group_name, period, tokens from budgets, me where group_name = any (me.groups)
       union all
       select 'user', cast(:userId as text), period, tokens
       from (values ('day', cast(:day as bigint)), ('month', cast(:month as bigint))) as usual (period, tokens)
       where tokens is not null and not exists (
         select 1 from budgets own where own.user_id = cast(:userId as uuid) and own.period = usual.period)
     )
     select me.groups, (extract(epoch from clock.now) * 1000)::bigint as "nowMs", mine.*,
       case mine.kind
         when 'user' then (select coalesce(sum(input_tokens + output_tokens), 0)::bigint from usage_days u
           where u.user_id = cast(:userId as uuid) and u.day >= date_trunc(mine.period, clock.today)::date)
         else (select coalesce(sum(g.tokens), 0)::bigint from group_days g
           where g.group_name = mine.subject and g.day >= date_trunc(mine.period, clock.today)::date)
       end as used,
       case mine.kind
         when 'user' then (select coalesce(sum(r.tokens), 0)::bigint from reservations r where r.user_id = cast(:userId as uuid))
         else (select coalesce(sum(r.tokens), 0)::bigint from reservations r where mine.subject = any (r.groups))
       end as reserved
     from clock cross join me left join mine on true
     order by mine.kind desc, mine.subject, mine.period`,
    { userId, day: userTokens.day ?? null, month: userTokens.month ?? null },
  )
  const [first] = rows
  if (!first) throw new Error('the clock has no row')
  return {
    groups: first.groups,
    nowMs: first.nowMs,
    budgets: rows.filter((row): row is Row & Standing => row.kind !== null),
  }
}

/** The budget that is used up, the one that begins anew last if there are several. Undefined: there is room. */
export function findSpent({ budgets, nowMs }: Standings): { budget: Standing; resetsAtMs: number } | undefined {
  const spent = budgets
    .filter(({ used, tokens }) => used >= tokens)
    .map((budget) => ({ budget, resetsAtMs: resetOf(budget.period, nowMs) }))
  return spent.toSorted((a, b) => b.resetsAtMs - a.resetsAtMs)[0]
}

/** Nothing is used up yet, but the answers that are running may do it. */
export const isPromised = ({ budgets }: Standings): boolean =>
  budgets.some(({ used, reserved, tokens }) => used + reserved >= tokens)

/** The refusal, and the same words for an answer that met it in the queue. */
export function budgetExceeded(
  { budget, resetsAtMs }: NonNullable<ReturnType<typeof findSpent>>,
  nowMs: number,
): AppError {
  const whose = budget.kind === 'user' ? 'Your' : `The ${budget.subject} group's`
  const resetsAt = new Date(resetsAtMs).toISOString()
  const span = budget.period === 'day' ? 'today' : 'this month'
  return new AppError('budget_exceeded', `${whose} tokens for ${span} are used up. There are new ones at ${resetsAt}`, {
    retryAfterS: Math.ceil((resetsAtMs - nowMs) / 1_000),
    resetsAt,
  })
}
