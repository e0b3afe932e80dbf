import type { AccountReply, ExportRecordReply } from '@continuo/rpc'

/** One Markdown document, in pieces, for people to read; answers that were replaced by another one are left out. */
export async function* exportMarkdown(
  account: AccountReply,
  records: AsyncIterable<ExportRecordReply>,
  exportedAt: Date,
): AsyncGenerator<string> {
  yield `# Chats${account.email === undefined ? '' : ` of ${oneLine(account.email)}`}\n\nExported ${exportedAt.toISOString()}\n`
  for await (const { session, message } of records) {
    if (session) yield `\n---\n\n## ${oneLine(session.title ?? 'Untitled')}\n\n_${session.created_at}_\n`
    else if (message && message.replaced_by === undefined) {
      const who = message.role === 'user' ? 'You' : (message.model ?? 'Answer')
      const state = ['completed', ''].includes(message.status) ? '' : ` (${message.status})`
      yield `\n### ${oneLine(who)}${state}\n\n${message.content}\n`
    }
  }
}

/** A title is one line, and stays one whatever is in it. */
const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim()
