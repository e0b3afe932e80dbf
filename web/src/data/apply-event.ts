import {
  type AddressedEvent,
  type AnswerState,
  applyEvent,
  comparePositions,
  isTerminal,
  type Verdict,
} from '@continuo/contract'
import type { Incoming } from '../transport/frames.ts'
import type { ChatDb } from './db.ts'
import { changesOf, isOver, positionOf, type StoredMessage } from './rows.ts'

export type AnswerFrame = Extract<Incoming, { kind: 'event' | 'skipped' }>

export const addressOf = (frame: AnswerFrame): Pick<AddressedEvent, 'session_id' | 'message_id'> =>
  frame.kind === 'event' ? frame.event : frame

/** Folds a frame into a state. An event of a kind this page does not know counts as seen and changes nothing. */
export function applyFrame(state: AnswerState, frame: AnswerFrame): { state: AnswerState; verdict: Verdict } {
  if (frame.kind === 'event') return applyEvent(state, frame.event)
  const { at } = frame
  if (isTerminal(state.status) || comparePositions(at, state.at) <= 0) return { state, verdict: 'ignored' }
  if (at.epoch !== state.at.epoch || at.seq !== state.at.seq + 1) return { state, verdict: 'gap' }
  return { state: { ...state, at }, verdict: 'applied' }
}

/** Further than the row; or at its place, where the row is of `/sync`, which tells no wait. */
function knowsMore(state: AnswerState, row: StoredMessage): boolean {
  const order = comparePositions(state.at, positionOf(row))
  return order > 0 || (order === 0 && state.recovering && !row.recovering)
}

export interface Stored {
  /** Written now, or already at this place or further. */
  settled: string[]
  /** No row yet: `/sync` brings it. */
  missing: string[]
}

/**
 * Writes folded states: text and cursor in one transaction, whatever the number of answers. Never goes back (a row that
 * is further, or ended, stays), so several tabs may write the same answers.
 */
export const storeAnswers = (db: ChatDb, states: ReadonlyMap<string, AnswerState>): Promise<Stored> =>
  db.transaction('rw', db.messages, db.activeStreams, async () => {
    const ids = [...states.keys()]
    const rows = await db.messages.bulkGet(ids)
    const stored: Stored = { settled: [], missing: [] }
    for (const [i, id] of ids.entries()) {
      const row = rows[i]
      const state = states.get(id)!
      if (!row) {
        stored.missing.push(id)
        continue
      }
      stored.settled.push(id)
      if (isOver(row) || !knowsMore(state, row)) continue
      await db.messages.put({ ...row, ...changesOf(state), rev: row.rev + 1 })
      if (isTerminal(state.status)) await db.activeStreams.delete(id)
    }
    return stored
  })
