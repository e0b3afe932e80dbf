import type { Knex } from 'knex'
import type { Pace } from './forecast.ts'
import type { Line } from './line.ts'

/** What ended longer ago says nothing of now; milliseconds. */
const lookBackMs = 600_000
const mostEnded = 1_000
/** Slots are counted over so long: a moment may lie between an end and the next claim. Milliseconds. */
const slotsMs = 10_000

interface Written {
  readonly from: number
  readonly to: number
}

/** How long the last answers were written that one worker wrote from its claim to its end, and how many at once. */
export async function readPace(db: Knex, { nowMs, answers }: Line): Promise<Pace> {
  const { rows } = await db.raw<{ rows: Written[] }>(
    `select (extract(epoch from m.started_at) * 1000)::float8 as from, (extract(epoch from m.completed_at) * 1000)::float8 as to from messages m
     where m.role = 'assistant' and m.completed_at is not null and m.claims = 1
       and m.completed_at >= now() - :lookBackMs * interval '1 millisecond'
     order by m.completed_at desc limit :mostEnded`,
    { lookBackMs, mostEnded },
  )
  const running = answers.flatMap(({ runningSince }) =>
    runningSince === undefined ? [] : { from: runningSince, to: Infinity },
  )
  return {
    slots: mostAtOnce([...rows, ...running], nowMs - slotsMs),
    tookMs: rows.map(({ from, to }) => Math.max(0, to - from)),
  }
}

/** The most of these spans that lay over one moment, from `sinceMs` on. One that ends makes room for one that begins then. */
export function mostAtOnce(spans: readonly Written[], sinceMs: number): number {
  const edges = spans
    .filter(({ to }) => to > sinceMs)
    .flatMap(({ from, to }) => [
      { at: Math.max(from, sinceMs), by: 1 },
      { at: to, by: -1 },
    ])
    .toSorted((a, b) => a.at - b.at || a.by - b.by)
  let [now, most] = [0, 0]
  for (const { by } of edges) most = Math.max(most, (now += by))
  return most
}
