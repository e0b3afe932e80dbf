import { type AnswerState, isTerminal } from '@continuo/contract'

/** How long the model thought before an answer, as far as this page has seen it itself. */
export interface Thought {
  /** When its beginning was seen, on the page's clock (`performance.now()`). */
  sinceMs: number
  /** Known when it is over. */
  tookMs?: number
}

/** An answer whose first events are these few has begun just now. */
const atBeginning = 3

/**
 * What is known after a change. Undefined: nothing, because it has not thought, or began before this page looked.
 * @param before The state this page knew; undefined at the first news.
 */
export function thoughtAfter(
  thought: Thought | undefined,
  before: AnswerState | undefined,
  state: AnswerState,
  nowMs: number,
): Thought | undefined {
  if (state.thinking === '') return undefined
  const isThinking = state.text === '' && !isTerminal(state.status)
  const sawBeginning = before ? before.thinking === '' : state.at.seq <= atBeginning
  const known = thought ?? (isThinking && sawBeginning ? { sinceMs: nowMs } : undefined)
  if (!known || isThinking || known.tookMs !== undefined) return known
  return { ...known, tookMs: nowMs - known.sinceMs }
}
