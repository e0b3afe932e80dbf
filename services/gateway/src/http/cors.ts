import type { RequestHandler } from 'express'

const methods = 'GET, POST, PATCH, DELETE'
const requestHeaders = 'authorization, content-type, last-event-id, x-request-id'
const replyHeaders = 'x-request-id, retry-after'

/**
 * Lets pages of the listed origins call the API and read its replies, as the person who is signed in. Everybody else gets
 * no word about CORS, which browsers take for a no.
 */
export const cors =
  (origins: readonly string[]): RequestHandler =>
  (req, res, next) => {
    res.vary('origin')
    const { origin } = req.headers
    if (origin === undefined || !origins.includes(origin)) return next()
    res.setHeader('access-control-allow-origin', origin)
    res.setHeader('access-control-allow-credentials', 'true')
    res.setHeader('access-control-expose-headers', replyHeaders)
    if (req.method !== 'OPTIONS') return next()
    res.setHeader('access-control-allow-methods', methods)
    res.setHeader('access-control-allow-headers', requestHeaders)
    res.setHeader('access-control-max-age', '600')
    res.status(204).end()
  }
