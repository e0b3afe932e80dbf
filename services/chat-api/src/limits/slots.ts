import type { Knex } from 'knex'
import type { MessageRow } from '../db/tables.ts'
import { lockSubjects } from './locks.ts'

interface Places {
  /** Answers of the user that may still be dispatched. */
  readonly free: number
  /** A session in which a message waits and nothing is under way; at most `free` of a user, who waits longest first. */
  readonly session_id: string | null
}

/** @param userId Undefined: of everybody for whom a message waits. */
async function findPlaces(
  db: Knex,
  { userId, userConcurrency, limit }: { userId?: string; userConcurrency: number; limit: number },
): Promise<Places[]> {
  const { rows } = await db.raw<{ rows: Places[] }>(
    `select slots.free, first.session_id
     from (
       select cast(:userId as uuid) as user_id where cast(:userId as uuid) is not null
       union
       select user_id from messages
       where status = 'queued' and dispatch_no = 0 and cast(:userId as uuid) is null
     ) as people
     cross join lateral (
       select greatest(0, :userConcurrency - count(*))::int as free from messages m
       where m.user_id = people.user_id and m.status in ('queued', 'generating') and m.dispatch_no > 0
     ) as slots
     left join lateral (
       select * from (
         select distinct on (m.session_id) m.session_id, m.created_at, m.id from messages m
         where m.user_id = people.user_id and m.status = 'queued' and m.dispatch_no = 0
           and not exists (select 1 from messages b where b.session_id = m.session_id
             and b.status in ('queued', 'generating') and b.dispatch_no > 0)
         order by m.session_id, m.created_at, m.id
       ) as waiting
       order by created_at, id limit slots.free
     ) as first on true
     order by first.created_at, first.id limit :limit`,
    { userId: userId ?? null, userConcurrency, limit },
  )
  return rows
}

/**
 * May this session's next message be dispatched now? At most `userConcurrency` answers of a person are under way, and the
 * session that has waited longest comes first. Until the transaction ends no other message of the person is let go.
 */
export async function mayTakeSlot(
  trx: Knex.Transaction,
  { user_id: userId, session_id }: Pick<MessageRow, 'user_id' | 'session_id'>,
  userConcurrency: number,
): Promise<boolean> {
  await lockSubjects(trx, 'slots', [userId])
  const places = await findPlaces(trx, { userId, userConcurrency, limit: userConcurrency })
  const first = places.filter((place) => place.session_id !== null)
  // a message that is only being accepted waits nowhere yet: it comes after all that do
  return first.some((place) => place.session_id === session_id) || first.length < (places[0]?.free ?? 0)
}

/** Sessions whose next message could be dispatched. */
export async function findAdmissible(db: Knex, userConcurrency: number, limit: number): Promise<string[]> {
  const places = await findPlaces(db, { userConcurrency, limit })
  return places.flatMap(({ session_id }) => session_id ?? [])
}
