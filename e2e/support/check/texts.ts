import { createHash } from 'node:crypto'
import type { FinalRow, FrameRecord, History, ModelCall } from '../history.ts'
import { nothingShown, show } from '../shown.ts'
import { isOfMessage } from './frames.ts'
import { rowOf } from './rows.ts'
import type { Violation } from './violation.ts'

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** I3: shown = hashed = stored = sent by the model. */
export function* checkTexts(history: History): Iterable<Violation> {
  for (const view of history.views) {
    const messages = Map.groupBy(view.frames.filter(isOfMessage), ({ data }) => String(data.message_id))
    for (const [messageId, frames] of messages) {
      const { text, end } = frames.reduce(show, nothingShown)
      if (end) yield* checkShown(messageId, text, end, rowOf(history, messageId))
    }
  }
  for (const row of history.rows.filter(({ role }) => role === 'assistant')) {
    yield* checkStored(row)
    yield* checkOrigin(row, history)
  }
}

function* checkShown(
  messageId: string,
  text: string,
  { event, data }: FrameRecord,
  row: FinalRow | undefined,
): Iterable<Violation> {
  if (event !== 'error') {
    if (data.sha256 !== sha256(text))
      yield { rule: 'I3', what: `answer ${messageId}: the text shown is not the one ${event} speaks of` }
    if (data.length !== text.length)
      yield { rule: 'I3', what: `answer ${messageId}: ${text.length} shown, ${event} says ${String(data.length)}` }
  }
  if (row && row.content !== text)
    yield { rule: 'I3', what: `answer ${messageId}: the text shown at its end (${event}) is not the stored one` }
}

function* checkStored(row: FinalRow): Iterable<Violation> {
  if (row.status === 'completed' && row.sha256 === null)
    yield { rule: 'I3', what: `answer ${row.id} is completed without a hash` }
  if (row.sha256 !== null && row.sha256 !== sha256(row.content))
    yield { rule: 'I3', what: `answer ${row.id}: its hash is not of its text` }
}

/** A completed answer is what one finished call made of it; any other text is the beginning of what was sent. */
function* checkOrigin(row: FinalRow, history: History): Iterable<Violation> {
  const question = history.rows.find(({ id }) => id === row.reply_to)
  const calls = history.calls.filter(({ prompt }) => prompt === question?.content)
  if (row.status === 'completed') {
    const explained = calls.some((call) => isWhole(call) && explains(call, row.content))
    if (!explained)
      yield {
        rule: 'I3',
        what: `answer ${row.id} is completed with a text that no finished call sent: ${named(question)}`,
      }
  } else if (
    row.content !== '' &&
    !calls.some((call) => wholeTexts(call).some((text) => text.startsWith(row.content)))
  ) {
    yield { rule: 'I3', what: `answer ${row.id} (${row.status}) holds text that no call sent: ${named(question)}` }
  }
}

/** The end of a question is what tells it apart. */
const named = (question: FinalRow | undefined) => question?.content.slice(-60) ?? 'no question'

/** Odd answers that are whole all the same: they end with a stop reason, as the API says they must. */
const wholeFaults = [
  'unknown_events',
  'gzip',
  'empty',
  'refusal',
  'max_tokens',
  'pause_turn',
  'context_exceeded',
  'stop_reason',
  'wrong_order',
  'nul',
  'lone_surrogate',
  'invalid_utf8',
]

const isWhole = ({ outcome, fault }: ModelCall) =>
  outcome === 'completed' || (outcome === 'faulted' && fault !== null && wholeFaults.includes(fault))

const explains = (call: ModelCall, text: string): boolean =>
  call.fault === 'invalid_utf8'
    ? // bytes that are no text are in no transcript
      text.replaceAll('\uFFFD', '').replaceAll(/\s+/gu, ' ') === call.sentText.replaceAll(/\s+/gu, ' ')
    : wholeTexts(call).includes(text)

/** What a call amounts to: its own text, or, of a call to go on, the text so far with it (a repeated seam once). */
function wholeTexts({ delivered, sentText }: ModelCall): string[] {
  if (delivered === null) return [sentText]
  const overlaps = Array.from({ length: Math.min(delivered.length, sentText.length, 400) + 1 }, (_, n) => n)
  return overlaps.filter((n) => delivered.endsWith(sentText.slice(0, n))).map((n) => delivered + sentText.slice(n))
}
