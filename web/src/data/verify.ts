import { type AnswerState, parsePosition } from '@continuo/contract'
import type { Api } from '../transport/api.ts'
import { log } from '../transport/log.ts'
import type { ChatDb } from './db.ts'
import { sha256 } from './sha256.ts'

/**
 * Compares an ended answer with the hash its server gave. When they differ the server's text is taken, and said in the
 * console: it means that the stream, or this page, has a fault.
 */
export async function verifyEnd(
  { db, api }: { db: ChatDb; api: Pick<Api, 'messageStatus'> },
  end: { sessionId: string; messageId: string; state: AnswerState },
): Promise<'same' | 'mended'> {
  const { sessionId, messageId, state } = end
  const told = state.completed ?? state.cancelled
  if (!told || (told.length === state.text.length && (await sha256(state.text)) === told.sha256)) return 'same'
  log.error(`the text of ${messageId} differs from the server's; taking the server's`)
  const view = await api.messageStatus(sessionId, messageId)
  const at = parsePosition(view.cursor) ?? state.at
  await db.messages
    .where('id')
    .equals(messageId)
    .modify((row) => {
      Object.assign(row, { text: view.content, epoch: at.epoch, seq: at.seq, rev: row.rev + 1 })
    })
  return 'mended'
}
