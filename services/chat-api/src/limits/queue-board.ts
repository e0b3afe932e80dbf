import type { Knex } from 'knex'
import type { Limits } from '../config.ts'
import { keepFresh } from '../fresh.ts'
import { forecastStarts } from './forecast.ts'
import { placesIn, readLine } from './line.ts'
import { readPace } from './pace.ts'

/** However many ask, the queue is read once in so long; milliseconds. */
const freshMs = 1_000

export interface QueuePlace {
  /** Answers that begin before it. */
  readonly ahead: number
  /** Until it begins; undefined: nothing can be said. */
  readonly estimateS: number | undefined
}

/** Where queued answers stand, as all who wait are told. */
export interface QueueBoard {
  /** Undefined for one that does not wait, or has begun to a moment ago. */
  placeOf(messageId: string): Promise<QueuePlace | undefined>
}

export function createQueueBoard({ db, limits }: { readonly db: Knex; readonly limits: Limits }): QueueBoard {
  const read = async () => {
    const line = await readLine(db, limits.queueLimitMs)
    const places = placesIn(line)
    const starts =
      places.size === 0 ? new Map<string, number>() : forecastStarts(line, await readPace(db, line), limits)
    return { places, starts }
  }
  const board = keepFresh(freshMs, read)
  return {
    async placeOf(messageId) {
      // who was accepted after the last look is not on it, and has waited for nothing yet
      const { places, starts } = await board()
      const ahead = places.get(messageId)
      if (ahead === undefined) return undefined
      const inMs = starts.get(messageId)
      return { ahead, estimateS: inMs === undefined ? undefined : Math.round(inMs / 100) / 10 }
    },
  }
}
