import { z } from 'zod'
import { operation } from '../http/operation.ts'
import { Lenient } from '../http/query.ts'
import { readCursors } from './cursors.ts'
import { type StreamDeps, serveStream } from './serve-stream.ts'
import { overSocket } from './socket-writer.ts'

/** The feed for those whose proxy holds event streams back: another carrier, the same bytes. */
export const feedSocket = (deps: StreamDeps) =>
  operation({
    id: 'streamAllBySocket',
    method: 'get',
    path: '/chat/socket',
    tag: 'Streams',
    summary: 'Follow all of your sessions by a WebSocket',
    description: `The same feed as \`GET /chat/stream\`, with the same cursors and frames, for networks in which event streams
do not come through. Every text message is one or more whole server-sent frames, comments and \`drain\` included. You have
nothing to say: any message is answered by closing with 1008. The server closes with 1012 after \`drain\`. Compression is
not offered. With a login cookie the \`Origin\` header must be that of this site.`,
    access: 'user',
    rate: 'stream',
    sameOrigin: true,
    query: z.object({ cursor: Lenient }),
    replies: { 101: { description: 'Switching to WebSocket; the frames are those of `GET /chat/stream`.' } },
    refuses: ['too_many_requests'],
    handle: (call) =>
      serveStream(deps, call, {
        kind: 'feed',
        sessionId: undefined,
        cursors: readCursors(call.query.cursor, undefined),
        transport: overSocket(call),
      }),
  })
