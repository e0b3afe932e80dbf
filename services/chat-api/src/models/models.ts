import type { Knex } from 'knex'
import type { ModelReportRow } from '../db/tables.ts'

export type ModelReport = Pick<ModelReportRow, 'items' | 'default_id' | 'stand_in'>

/**
 * The models that generators can use: the last report wins, for all generators of one installation are set up alike, and
 * while they are replaced the newcomers' word counts.
 */
export async function reportModels(db: Knex, { items, default_id, stand_in }: ModelReport): Promise<void> {
  const report = { items: db.raw('?::jsonb', [JSON.stringify(items)]), default_id, stand_in }
  await db('model_report')
    .insert({ singleton: true, ...report })
    .onConflict('singleton')
    .merge({ ...report, reported_at: db.fn.now(3) })
}

/** Empty until a generator has reported. */
export async function listModels(db: Knex): Promise<ModelReport> {
  const report = await db('model_report').first('items', 'default_id', 'stand_in')
  return report ?? { items: [], default_id: '', stand_in: false }
}
