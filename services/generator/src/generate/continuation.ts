import type { StreamEventOf } from '@continuo/contract'

export interface Recovered {
  readonly text: string
}

/** How an attempt begins. `prefix` is what the reader has already, '' for a clean run. */
export interface StartPlan {
  readonly kind: 'fresh' | 'rerun' | 'continued'
  readonly prefix: string
  readonly opening: StreamEventOf<'reset' | 'snapshot'>
}

export interface StartInput {
  /** 1 for the first writer of the message. */
  readonly epoch: number
  /** What chat-api kept of earlier attempts, and what the log still holds. */
  readonly checkpoint: Recovered | undefined
  readonly logged: Recovered | undefined
  /** Off: always begin again. */
  readonly continuation: boolean
}

/**
 * Pure. With visible text the answer goes on where it stopped, from the longer of both sources; without, it begins again.
 * Thinking is not taken over: it cannot be continued, and the text stands without it.
 */
export function planStart({ epoch, checkpoint, logged, continuation }: StartInput): StartPlan {
  const kept = checkpoint?.text ?? ''
  const seen = logged?.text ?? ''
  const prefix = seen.length >= kept.length ? seen : kept
  if (continuation && prefix.trim() !== '') {
    const opening = { type: 'snapshot', text: prefix, status: 'generating', recovering: true } as const
    return { kind: 'continued', prefix, opening }
  }
  return epoch === 1 ? freshStart('fresh', 'start') : freshStart('rerun', 'rerun')
}

export const freshStart = (kind: 'fresh' | 'rerun', reason: string): StartPlan => ({
  kind,
  prefix: '',
  opening: { type: 'reset', reason },
})

/** The last block of the last user turn: newer models refuse an assistant turn to be filled up. */
export const continuationRequest = (prefix: string): string =>
  'Your answer to this was interrupted by a technical fault. What you had written so far stands between the tags; the ' +
  `reader has it already.\n<delivered>${prefix}</delivered>\n` +
  'Go on exactly where it stops, with the very next character, in the same language and format. Repeat nothing, do not ' +
  'comment on the interruption, and use no tags of your own. If the answer is complete already, reply with nothing.'

/** What is held back to look for a repetition, and the least that counts as one; UTF-16 code units. */
export const overlapWindow = 200
/** Shorter ones are as likely to be honest text: `o` after `Hello` is no repetition. */
export const overlapLeast = 8

/** Pure. How much of the beginning of `next` repeats the end of `prefix`: the longest that counts, or 0. */
export function overlapOf(prefix: string, next: string, window = overlapWindow): number {
  for (let length = Math.min(prefix.length, next.length, window); length >= overlapLeast; length--)
    if (prefix.endsWith(next.slice(0, length))) return /\S/.test(next.slice(0, length)) ? length : 0
  return 0
}

export interface OverlapTrimmer {
  /** What may be shown of the text so far; '' while it is not yet clear. */
  readonly push: (piece: string) => string
  /** The end of the text: what was still held back. */
  readonly rest: () => string
}

/** Cuts a repeated end of the prefix off the beginning of a continuation, whatever pieces it comes in. */
export function createOverlapTrimmer(prefix: string): OverlapTrimmer {
  let held: string | undefined = prefix ? '' : undefined
  const decide = () => {
    const text = held ?? ''
    held = undefined
    return text.slice(overlapOf(prefix, text))
  }
  return {
    push(piece) {
      if (held === undefined) return piece
      held += piece
      return held.length >= overlapWindow || !mayRepeat(prefix, held) ? decide() : ''
    },
    rest: () => (held === undefined ? '' : decide()),
  }
}

/**
 * False when no end of the prefix, of this length or longer, begins like this: then nothing that follows can change what
 * `overlapOf` says, and the first words need not wait for the window to fill.
 */
const mayRepeat = (prefix: string, text: string): boolean =>
  text.length < overlapLeast || prefix.slice(-overlapWindow).includes(text)
