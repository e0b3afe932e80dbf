import { Uuid } from '@continuo/contract'
import { z } from 'zod'
import { operation } from '../http/operation.ts'
import { Lenient } from '../http/query.ts'
import { readCursors } from './cursors.ts'
import { type StreamDeps, serveStream } from './serve-stream.ts'
import { overSse } from './sse-writer.ts'
import { eventStreamText } from './stream-text.ts'

export const sessionStream = (deps: StreamDeps) =>
  operation({
    id: 'streamSession',
    method: 'get',
    path: '/chat/stream/{session_id}',
    tag: 'Streams',
    summary: 'Follow the answers of one session',
    description: `Everything that is being generated in the session, and what a cursor's message has had since. The server
ends the response when nothing in the session is active any more. Native EventSource works.`,
    access: 'user',
    rate: 'stream',
    params: z.object({ session_id: Uuid }),
    query: z.object({ cursor: Lenient }),
    replies: {
      200: { description: eventStreamText, stream: true },
      204: { description: 'Nothing is active, and nothing has happened since the cursor. (It stops an EventSource.)' },
    },
    refuses: ['not_found', 'too_many_requests'],
    handle: (call) =>
      serveStream(deps, call, {
        kind: 'session',
        sessionId: call.params.session_id,
        cursors: readCursors(call.query.cursor, call.req.get('last-event-id')),
        transport: overSse(call),
      }),
  })
