import { z } from 'zod'
import { operation } from '../http/operation.ts'
import { Lenient } from '../http/query.ts'
import { readCursors } from './cursors.ts'
import { type StreamDeps, serveStream } from './serve-stream.ts'
import { overSse } from './sse-writer.ts'
import { eventStreamText, lifecycleText } from './stream-text.ts'

export const feed = (deps: StreamDeps) =>
  operation({
    id: 'streamAll',
    method: 'get',
    path: '/chat/stream',
    tag: 'Streams',
    summary: 'Follow all of your sessions on one connection',
    description: 'The feed of a browser: it follows new messages by itself and never ends by itself.',
    access: 'user',
    rate: 'stream',
    query: z.object({ cursor: Lenient }),
    replies: { 200: { description: `${eventStreamText}\n\n${lifecycleText}`, stream: true } },
    refuses: ['too_many_requests'],
    handle: (call) =>
      serveStream(deps, call, {
        kind: 'feed',
        sessionId: undefined,
        cursors: readCursors(call.query.cursor, call.req.get('last-event-id')),
        transport: overSse(call),
      }),
  })
