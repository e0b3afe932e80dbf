import { sha256Hex } from '../text/seeded.ts'
import { plainText } from './types.ts'
import type { Block, Turn } from './types.ts'

/** What a request asks, with a request to go on taken apart from the question it belongs to. */
export interface Conversation {
  /** Names the conversation up to its last question; attempts, retries and continuations of one answer share it. */
  readonly key: string
  /** The text of the last question. */
  readonly prompt: string
  /** The part of the answer that the asker has already; null when this is not a request to go on. */
  readonly delivered: string | null
}

const open = '<delivered>'
const close = '</delivered>'

function deliveredIn(text: string): string | null {
  const start = text.indexOf(open)
  // The last closing tag: the answer itself may speak of such tags.
  const end = text.lastIndexOf(close)
  return start === -1 || end < start ? null : text.slice(start + open.length, end)
}

/**
 * Takes off the request to go on: a last user turn, or the last block of it, that holds `<delivered>…</delivered>`.
 * An assistant turn right before it that says the same is part of that request, not of the question.
 */
function splitContinuation(turns: readonly Turn[]): { asked: readonly Turn[]; delivered: string | null } {
  const last = turns.at(-1)
  const none = { asked: turns, delivered: null }
  if (last?.role !== 'user') return none
  const blocks: readonly Block[] =
    typeof last.content === 'string' ? [{ type: 'text', text: last.content }] : last.content
  const delivered = deliveredIn(blocks.at(-1)?.text ?? '')
  if (delivered === null) return none
  const before = turns.slice(0, -1)
  const others = blocks.slice(0, -1)
  if (others.length > 0) return { asked: [...before, { role: 'user', content: others }], delivered }
  const previous = before.at(-1)
  const repeats = previous?.role === 'assistant' && plainText(previous.content).trim() === delivered.trim()
  const asked = repeats ? before.slice(0, -1) : before
  return asked.length > 0 ? { asked, delivered } : none
}

/** Reads a conversation; text given as a string or as a block, with or without cache marks, is the same. */
export function readConversation(turns: readonly Turn[]): Conversation {
  const { asked, delivered } = splitContinuation(turns)
  const said = asked.map((turn) => [turn.role, plainText(turn.content)])
  const question = asked.findLast((turn) => turn.role === 'user')
  return {
    key: sha256Hex(JSON.stringify(said)).slice(0, 32),
    prompt: question ? plainText(question.content) : '',
    delivered,
  }
}

/** The key that the transcript files a request with these messages under. */
export const conversationKey = (turns: readonly Turn[]): string => readConversation(turns).key
