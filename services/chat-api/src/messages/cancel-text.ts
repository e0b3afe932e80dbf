import { type Position, comparePositions } from '@continuo/contract'
import type { TextRead } from '@continuo/stream-log/types'

export interface Kept extends Position {
  readonly text: string
  readonly thinking: string
}

/**
 * The text that a cancelled answer keeps: what the clicker had on the screen. The log can cut there while it has it; when
 * it cannot (another epoch, expired, Redis lost) the newest of what is left is the nearest thing to what was seen.
 * Pure.
 * @param log What reading the log up to the clicker's place has found; undefined when Redis did not answer.
 * @param stored The checkpoint.
 */
export function cancelText(log: TextRead | undefined, stored: Kept): { text: string; thinking: string } {
  if (log?.kind === 'text') return log.state
  if (log?.kind === 'behind' && log.latest && comparePositions(log.latest.at, stored) >= 0) return log.latest
  return stored
}
