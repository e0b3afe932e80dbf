import type { Knex } from 'knex'
import type { MessageRow } from '../db/tables.ts'

/** More that wait for a worker at once are not watched: it is for a count, and a crash of everything is told elsewhere. */
const mostWatched = 1_000

export interface Recoveries {
  /** The message was taken from a lost worker. */
  readonly takenBack: (row: Pick<MessageRow, 'id' | 'claims'>) => void
  /** Looks at those that were taken back. @returns how many another worker has gone on with since the last look. */
  count(db: Knex): Promise<number>
}

/** Watches messages from the loss of their worker until another goes on with them, or they end without one. */
export function createRecoveries(): Recoveries {
  const claimsBefore = new Map<string, number>()
  return {
    takenBack({ id, claims }) {
      if (claimsBefore.size < mostWatched) claimsBefore.set(id, claims)
    },
    async count(db) {
      if (claimsBefore.size === 0) return 0
      const rows = await db('messages')
        .whereIn('id', [...claimsBefore.keys()])
        .select('id', 'claims', 'status')
      const now = new Map(rows.map((row) => [row.id, row]))
      let recovered = 0
      for (const [id, claims] of claimsBefore) {
        const row = now.get(id)
        const goesOn = row !== undefined && row.claims > claims
        if (goesOn) recovered++
        if (goesOn || (row?.status !== 'queued' && row?.status !== 'generating')) claimsBefore.delete(id)
      }
      return recovered
    },
  }
}
