import { AppError, newId } from '@continuo/contract'
import type { Knex } from 'knex'
import type { UserRow } from '../db/tables.ts'

export async function createGuest(db: Knex): Promise<UserRow> {
  const [user] = await db('users').insert({ id: newId(), kind: 'guest' }).returning('*')
  return user!
}

/** @throws {AppError} `not_found` */
export async function getUser(db: Knex, id: string): Promise<UserRow> {
  const user = await db('users').where({ id }).first('*')
  if (!user) throw new AppError('not_found', 'There is no such user')
  return user
}
