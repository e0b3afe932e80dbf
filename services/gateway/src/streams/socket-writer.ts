import { AppError } from '@continuo/contract'
import type { Request, Response } from 'express'
import { type WebSocket, WebSocketServer } from 'ws'
import { isUpgrade } from '../http/upgrade.ts'
import { type Carrier, type Transport, createSink } from './stream-sink.ts'

/** What a client may say. It has nothing to say: this is room for closing and for showing that it lives. */
const limits = {
  maxPayload: 4_096,
  maxFragments: 16,
  /** How long the other side may take to agree to an end. Milliseconds. */
  closeTimeout: 3_000,
}
/** Pings and pongs between two heartbeats; a browser sends one for each of ours. */
const maxSigns = 30

const server = new WebSocketServer({ ...limits, noServer: true, perMessageDeflate: false, clientTracking: false })
// heard, so that ws leaves the refusal to us
server.on('wsClientError', () => {})

export const overSocket = ({ req, res }: { req: Request; res: Response }): Transport => ({
  name: 'socket',
  open: (options) => createSink(carryBy(accept(req, res), req), options),
})

/** Answers the handshake; ws does so at once, having nobody to ask. */
function accept(req: Request, res: Response): WebSocket {
  let accepted: WebSocket | undefined
  if (isUpgrade(req)) server.handleUpgrade(req, req.socket, Buffer.alloc(0), (socket) => (accepted = socket))
  if (!accepted) throw new AppError('bad_request', 'This is no handshake of a WebSocket (RFC 6455, version 13)')
  res.statusCode = 101
  return accepted
}

/** Frames as text messages of whole SSE frames. Who says anything is told off with 1008, or by ws with what fits. */
function carryBy(socket: WebSocket, { socket: connection }: Request): Carrier {
  let alive = true
  let signs = 0
  let gone: Parameters<Carrier['onGone']>[0] = () => {}

  connection.setKeepAlive(true, 15_000)
  socket.once('close', () => gone('gone'))
  // malformed or too large: ws closes by itself, the code says why
  socket.on('error', () => gone('misused'))
  socket.on('message', refuse)
  socket.on('ping', count)
  socket.on('pong', () => {
    alive = true
    count()
  })

  function count() {
    if (++signs > maxSigns) refuse()
  }

  function refuse() {
    socket.close(1008, 'Nothing is to be said here')
    gone('misused')
  }

  return {
    write: (bytes) => socket.send(bytes, { binary: false }),
    get unsentBytes() {
      return socket.bufferedAmount
    },
    isStuck() {
      const stuck = !alive || socket.bufferedAmount > 0
      alive = false
      signs = 0
      socket.ping()
      return stuck
    },
    onDrain: (listener) => connection.on('drain', listener),
    onGone: (listener) => (gone = listener),
    end: (reason) => socket.close(reason === 'drain' ? 1012 : 1000),
    destroy: () => socket.terminate(),
  }
}
