import type { Knex } from 'knex'

/** An answer that has not ended, as far as its place in the queue goes. Times in Unix milliseconds, the database's. */
export interface InLine {
  readonly id: string
  readonly userId: string
  readonly sessionId: string
  readonly acceptedAt: number
  /** In the order of these answers are begun; undefined: held back behind its user's other answers. */
  readonly dispatchedAt: number | undefined
  /** Since when a worker writes it; undefined: it waits. */
  readonly runningSince: number | undefined
  /** No worker has begun it yet. */
  readonly isNew: boolean
}

export interface Line {
  readonly nowMs: number
  readonly answers: readonly InLine[]
}

type Row = { [K in keyof InLine]: InLine[K] | null }

/** More are not looked at: beyond that nobody is told a place. */
const mostAnswers = 20_000

/**
 * Everything that waits or runs, in one look.
 * @param queueLimitMs From the first dispatch to `expires_at`, which is what tells the time of that dispatch.
 */
export async function readLine(db: Knex, queueLimitMs: number): Promise<Line> {
  const { rows } = await db.raw<{ rows: (Row & { nowMs: number })[] }>(
    `select id, user_id as "userId", session_id as "sessionId", (extract(epoch from created_at) * 1000)::float8 as "acceptedAt",
       case when dispatch_no = 0 then null
         when claims = 0 then (extract(epoch from expires_at) * 1000)::float8 - :queueLimitMs
         else (extract(epoch from queue_checked_at) * 1000)::float8 end as "dispatchedAt",
       case when lease_until >= clock_timestamp() then
         case when claims = 1 then (extract(epoch from started_at) * 1000)::float8 else (extract(epoch from clock_timestamp()) * 1000)::float8 end
       end as "runningSince",
       status = 'queued' as "isNew", (extract(epoch from clock_timestamp()) * 1000)::float8 as "nowMs"
     from messages where status in ('queued', 'generating') limit :mostAnswers`,
    { queueLimitMs, mostAnswers },
  )
  return {
    nowMs: rows[0]?.nowMs ?? 0,
    answers: rows.map(({ id, userId, sessionId, acceptedAt, dispatchedAt, runningSince, isNew }) => ({
      id: id!,
      userId: userId!,
      sessionId: sessionId!,
      acceptedAt: acceptedAt!,
      dispatchedAt: dispatchedAt ?? undefined,
      runningSince: runningSince ?? undefined,
      isNew: isNew!,
    })),
  }
}

/** Of the same user's: that was accepted before the other. Ids break the tie. */
export const isEarlier = (a: InLine, b: InLine): boolean =>
  a.acceptedAt === b.acceptedAt ? a.id < b.id : a.acceptedAt < b.acceptedAt

/**
 * How many answers begin before each queued one, as far as is known now. Of the same user all that were accepted before it,
 * held back or not; of others only those that are handed over already, because the others' slots are none of its business.
 */
export function placesIn({ answers }: Line): Map<string, number> {
  const queued = answers.filter(({ isNew }) => isNew)
  const dispatched = queued.filter(isDispatched).toSorted((a, b) => a.dispatchedAt - b.dispatchedAt)
  const places = new Map<string, number>()
  for (const mine of Map.groupBy(queued, ({ userId }) => userId).values()) {
    const ofMine = mine.filter(isDispatched).map(({ dispatchedAt }) => dispatchedAt)
    for (const [own, answer] of mine.toSorted((a, b) => (isEarlier(a, b) ? -1 : 1)).entries()) {
      const at = answer.dispatchedAt ?? Infinity
      const before = firstNotBefore(dispatched, at) - ofMine.filter((mineAt) => mineAt < at).length
      places.set(answer.id, own + before)
    }
  }
  return places
}

type Dispatched = InLine & { readonly dispatchedAt: number }
export const isDispatched = (answer: InLine): answer is Dispatched => answer.dispatchedAt !== undefined

/** In a list that rises by `dispatchedAt`: how many were dispatched before a time. */
function firstNotBefore(rising: readonly Dispatched[], at: number): number {
  let [low, high] = [0, rising.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (rising[middle]!.dispatchedAt < at) low = middle + 1
    else high = middle
  }
  return low
}
