import { type Position, origin } from '@continuo/contract'
import { at, type FrameRecord } from './history.ts'

/** What a client has on its screen for one answer, folded from its frames: the tests' own fold, not the product's. */
export interface Shown {
  readonly at: Position
  readonly text: string
  readonly recovering: boolean
  /** The terminal frame. */
  readonly end: FrameRecord | undefined
}

export const nothingShown: Shown = { at: origin, text: '', recovering: false, end: undefined }

export const endEvents = ['completed', 'error', 'cancelled']

export function show(shown: Shown, frame: FrameRecord): Shown {
  const { event, data } = frame
  const text = typeof data.text === 'string' ? data.text : ''
  const next = { at: at(data), recovering: data.recovering === true, end: shown.end }
  if (event === 'reset') return { ...next, text: '' }
  if (event === 'snapshot') return { ...next, text }
  if (event === 'delta') return { ...next, text: shown.text + text }
  if (event && endEvents.includes(event)) return { ...next, text: shown.text, end: frame }
  return { ...next, text: shown.text }
}
