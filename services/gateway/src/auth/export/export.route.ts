import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ExportRecordReply } from '@continuo/rpc'
import { z } from 'zod'
import type { ChatApi } from '../../chat-api.ts'
import { type CallFacts, callerOf, operation } from '../../http/operation.ts'
import { exportJson } from './json.ts'
import { exportMarkdown } from './markdown.ts'

const formats = {
  json: { write: exportJson, type: 'application/json; charset=utf-8', file: 'continuo-chats.json' },
  markdown: { write: exportMarkdown, type: 'text/markdown; charset=utf-8', file: 'continuo-chats.md' },
}

export const exportChats = ({ api }: { api: Pick<ChatApi, 'accounts'> }) =>
  operation({
    id: 'exportChats',
    method: 'get',
    path: '/auth/export',
    tag: 'Account',
    access: 'login',
    rate: 'login',
    summary: 'Everything you have here, to take with you',
    description: `All sessions with all messages as one file, sent while it is read. It is complete when it ends well: JSON with
its last bracket.`,
    query: z.object({ format: z.enum(['json', 'markdown']).default('json') }),
    replies: { 200: { description: 'A file: JSON or Markdown.', file: ['application/json', 'text/markdown'] } },
    handle: async (call) => {
      const { account } = callerOf(call)
      const { write, type, file } = formats[call.query.format]
      const records = recordsOf(api, call)
      // what fails until here is answered as a problem; after this it can only cut the file short
      const first = await records.next()
      call.res.writeHead(200, { 'content-type': type, 'content-disposition': `attachment; filename="${file}"` })
      const pieces = Readable.from(write(account, chain(first, records), new Date()))
      await pipeline(pieces, call.res, { signal: call.gone })
      return undefined
    },
  })

async function* recordsOf(api: Pick<ChatApi, 'accounts'>, call: CallFacts): AsyncGenerator<ExportRecordReply> {
  for (let after: string | undefined; ;) {
    const page = await api.accounts.readExport(after === undefined ? {} : { after }, call.asCaller)
    yield* page.records
    if (page.next === undefined) return
    after = page.next
  }
}

async function* chain<T>(first: IteratorResult<T, unknown>, rest: AsyncIterable<T>): AsyncGenerator<T> {
  if (first.done) return
  yield first.value
  yield* rest
}
