import type { Knex } from 'knex'

/** Kinds of advisory locks; the numbers stay the same in every release. */
const kinds = { slots: 1, budgets: 2 }

/**
 * Waits until nobody else decides about these people or groups, and keeps it so until the transaction ends. Taken after the
 * rows of session and message, never before. What is read in the same statement may be old: read in the next one.
 */
export async function lockSubjects(
  trx: Knex.Transaction,
  kind: keyof typeof kinds,
  subjects: readonly string[],
): Promise<void> {
  // in one order for everybody, by what is really locked, so that two names with one hash cannot cross
  await trx.raw(
    `select pg_advisory_xact_lock(?, hash)
     from (select distinct hashtext(subject) as hash from unnest(?::text[]) as subject order by hash) as ordered`,
    [kinds[kind], [...subjects]],
  )
}
