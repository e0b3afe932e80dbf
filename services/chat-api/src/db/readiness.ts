import { delay } from '@continuo/runtime'
import type { Knex } from 'knex'
import { schemaProblem } from '../migrate.ts'
import { withLimit } from '../with-limit.ts'

export interface Readiness extends AsyncDisposable {
  /** Empty when Postgres answers with a schema that fits; otherwise why not. */
  reasons(): string[]
}

/**
 * Asks Postgres every second whether this process can serve. Redis has no part in it: accepting works without.
 * @param changed Told of every change between serving and not.
 */
export function watchReadiness(db: Knex, changed: (serving: boolean, reason: string) => void): Readiness {
  const stop = new AbortController()
  let reason: string | undefined = 'the database was not asked yet'
  const loop = async () => {
    while (!stop.signal.aborted) {
      const found = await withLimit(schemaProblem(db), 2_000).catch(() => 'the database does not answer')
      if ((found === undefined) !== (reason === undefined)) changed(found === undefined, found ?? '')
      reason = found
      await delay(1_000, stop.signal)
    }
  }
  const running = loop()
  return {
    reasons: () => (reason === undefined ? [] : [reason]),
    async [Symbol.asyncDispose]() {
      stop.abort()
      await running
    },
  }
}
