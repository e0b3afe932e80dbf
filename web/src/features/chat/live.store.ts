import { type AnswerState, comparePositions, isTerminal } from '@continuo/contract'
import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import { isOver, positionOf, type StoredMessage, stateOf } from '../../data/rows.ts'

/** An ended answer stays here until every query has surely seen its row. Milliseconds. */
const lingerMs = 10_000

/** The answers that are being written, further than the database; keyed by answer, never "the current one". */
export const useLive = defineStore('live', () => {
  const states = shallowReactive(new Map<string, AnswerState>())

  function push(changed: ReadonlyMap<string, AnswerState>): void {
    for (const [id, state] of changed) {
      states.set(id, state)
      if (isTerminal(state.status)) setTimeout(() => states.get(id) === state && states.delete(id), lingerMs)
    }
  }

  /** What to show of an answer: its row, unless the wire has told more since. */
  const shown = (row: StoredMessage): AnswerState => further(row, states.get(row.id))

  return { push, shown, clear: () => states.clear() }
})

export function further(row: StoredMessage, live: AnswerState | undefined): AnswerState {
  const stored = stateOf(row)
  if (!live || isOver(row)) return stored
  // at one and the same place the wire may still know why it waits, which is not stored
  return isTerminal(live.status) || comparePositions(live.at, positionOf(row)) >= 0 ? live : stored
}
