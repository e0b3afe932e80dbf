import { type AnswerState, comparePositions, isTerminal } from '@continuo/contract'
import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import { isOver, positionOf, type StoredMessage, stateOf } from '../../data/rows.ts'
import { thoughtAfter, type Thought } from './thought.ts'
import { arrivalOf } from './wait-left.ts'

/** An ended answer stays here until every query has surely seen its row. Milliseconds. */
const lingerMs = 10_000

/** The answers that are being written, further than the database; keyed by answer, never "the current one". */
export const useLive = defineStore('live', () => {
  const states = shallowReactive(new Map<string, AnswerState>())
  /** How long the answers of this page have been thought about; kept as long as the page, since no row tells it. */
  const thoughts = shallowReactive(new Map<string, Thought>())

  function push(changed: ReadonlyMap<string, AnswerState>): void {
    for (const [id, state] of changed) {
      const thought = thoughtAfter(thoughts.get(id), states.get(id), state, performance.now())
      if (thought) thoughts.set(id, thought)
      else thoughts.delete(id)
      states.set(id, state)
      if (state.wait) arrivalOf(state.wait)
      if (isTerminal(state.status)) setTimeout(() => states.get(id) === state && states.delete(id), lingerMs)
    }
  }

  /** What to show of an answer: its row, unless the wire has told more since. */
  const shown = (row: StoredMessage): AnswerState => further(row, states.get(row.id))

  function clear(): void {
    states.clear()
    thoughts.clear()
  }

  return { push, shown, thoughtOf: (id: string) => thoughts.get(id), clear }
})

export function further(row: StoredMessage, live: AnswerState | undefined): AnswerState {
  const stored = stateOf(row)
  if (!live || isOver(row)) return stored
  // at one and the same place the wire may still know why it waits, which is not stored
  return isTerminal(live.status) || comparePositions(live.at, positionOf(row)) >= 0 ? live : stored
}
