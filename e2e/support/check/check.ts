import type { History } from '../history.ts'
import { checkFrames, checkOwners } from './frames.ts'
import { checkCalls, checkLeaks, checkRefusals } from './quiet.ts'
import { checkAccepted, checkTerminal } from './rows.ts'
import { checkTexts } from './texts.ts'
import type { Violation } from './violation.ts'

export interface CheckOptions {
  /** Model calls beside the three per answer: one for every drain that handed an answer over. Default 0. */
  readonly extraCalls?: number
}

/** Judges a whole recorded run. Empty = every promise was kept. */
export const checkHistory = (history: History, { extraCalls = 0 }: CheckOptions = {}): Violation[] => [
  ...checkAccepted(history),
  ...checkTerminal(history),
  ...checkTexts(history),
  ...checkFrames(history),
  ...checkCalls(history, extraCalls),
  ...checkOwners(history),
  ...checkLeaks(history),
  ...checkRefusals(history),
]
