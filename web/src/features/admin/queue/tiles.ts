import type { QueueName, QueueState, QueueView } from '@continuo/contract'

export interface Tile {
  readonly state: QueueState
  /** Undefined: only Redis knows, and it is away. */
  readonly count: number | undefined
}

type Queue = QueueView['queues'][number]

const ofAnswers = ['held', 'waiting', 'delayed', 'running', 'stuck', 'failed'] as const

/** How many jobs stand where. Answers are counted by the database, titles by Redis and what is on its way there. */
export function tilesOf({ name, depth, broker }: Queue): Tile[] {
  if (name === 'chat') return ofAnswers.map((state) => ({ state, count: depth[state] }))
  return [
    { state: 'waiting', count: broker ? broker.waiting + depth.waiting : undefined },
    { state: 'delayed', count: broker?.delayed },
    { state: 'running', count: broker?.active },
    { state: 'failed', count: broker?.failed },
  ]
}

/** The longest wait, as far as either knows. */
export function oldestOf({ oldest_waiting_s, broker }: Queue): number | undefined {
  const known = [oldest_waiting_s, broker?.oldest_waiting_s].filter((seconds) => typeof seconds === 'number')
  return known.length > 0 ? Math.max(...known) : undefined
}

/** What may be done with a job; the server has the last word. */
export function actionsOf(queue: QueueName, state: QueueState): { retry: boolean; remove: boolean; stop: boolean } {
  if (queue === 'default') return { retry: state === 'failed', remove: state !== 'running', stop: false }
  return {
    retry: state === 'waiting' || state === 'delayed' || state === 'stuck',
    remove: state !== 'running' && state !== 'failed',
    stop: state === 'running',
  }
}

export interface EndedSum {
  readonly total: number
  readonly failed: number
  readonly cancelled: number
  /** The most of one minute; at least 1. */
  readonly most: number
}

export function sumEnded(minutes: QueueView['ended']): EndedSum {
  const sums = { total: 0, failed: 0, cancelled: 0, most: 1 }
  for (const { completed, failed, cancelled } of minutes) {
    const all = completed + failed + cancelled
    sums.total += all
    sums.failed += failed
    sums.cancelled += cancelled
    sums.most = Math.max(sums.most, all)
  }
  return sums
}
