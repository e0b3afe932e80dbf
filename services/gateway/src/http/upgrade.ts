import { type IncomingMessage, type RequestListener, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'

const upgrading = new WeakSet<IncomingMessage>()

/** The request may leave HTTP: it began a WebSocket handshake. */
export const isUpgrade = (req: IncomingMessage): boolean => upgrading.has(req)

/** Any other wish to leave HTTP (Java's client asks each server for h2c) is not heard, and answered as if it were not there. */
export const wantsSocket = ({ method, headers }: IncomingMessage): boolean =>
  method === 'GET' && headers.upgrade?.toLowerCase() === 'websocket'

/**
 * Gives a handshake to the app like any other request, so that addresses, logins, refusals, logs and numbers are the same
 * for both. Whatever answers it answers in plain HTTP and ends the connection; only a socket's route takes it over.
 */
export const upgradeListener =
  (handler: RequestListener) =>
  (req: IncomingMessage, duplex: Duplex, head: Buffer): void => {
    const socket = duplex as Socket
    // until it is taken over nobody else listens, and an error that nobody hears ends the process
    socket.on('error', () => {})
    if (head.length > 0) socket.unshift(head)
    const res = new ServerResponse(req)
    res.shouldKeepAlive = false
    try {
      res.assignSocket(socket)
    } catch {
      // sent behind a request that has not been answered yet: no browser does that
      return void socket.destroy()
    }
    res.once('finish', () => socket.destroySoon())
    upgrading.add(req)
    handler(req, res)
  }
