import type { AccountReply, ExportRecordReply } from '@continuo/rpc'
import { toMessageView } from '../../messages/message-view.ts'
import { toSessionView } from '../../sessions/session-view.ts'

/** One JSON document, in pieces: `{ exported_at, user, sessions: [{ …, messages: […] }] }`. */
export async function* exportJson(
  account: AccountReply,
  records: AsyncIterable<ExportRecordReply>,
  exportedAt: Date,
): AsyncGenerator<string> {
  const { id, kind, name = null, email = null, created_at } = account
  const head = { exported_at: exportedAt.toISOString(), user: { id, kind, name, email, created_at } }
  yield `${JSON.stringify(head).slice(0, -1)},"sessions":[`
  let sessions = 0
  let messages = 0
  for await (const { session, message } of records) {
    if (session) {
      yield `${sessions++ > 0 ? ']},' : ''}\n${JSON.stringify(toSessionView(session)).slice(0, -1)},"messages":[`
      messages = 0
    } else if (message) yield `${messages++ > 0 ? ',' : ''}\n${JSON.stringify(toMessageView(message))}`
  }
  yield `${sessions > 0 ? ']}' : ''}]}\n`
}
