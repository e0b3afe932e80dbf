import { extname, resolve } from 'node:path'
import type { RequestHandler, Response } from 'express'
import { setRoute } from '../http/request-facts.ts'
import { type WebFile, watchFiles } from './files.ts'
import { leavingWorker } from './leaving-worker.ts'
import { notBuiltPage } from './not-built-page.ts'

/** A name with a hash of its content, as the build makes them: it never changes, so it may be kept for ever. */
const hashed = /^\/assets\/.+-[\w-]{8,}\.\w+$/

const suffixOf = { br: '.br', gzip: '.gz' } as const

/**
 * The built web app: its files, and its index.html for every page address. Falls through (to the 404 problem) for
 * what is neither.
 * @param root undefined, or not built yet: a page says how to build it.
 * @param serviceWorker false: in the worker's place comes one that takes the kept files away, and itself.
 */
export function serveWeb({
  root,
  serviceWorker,
}: {
  root: string | undefined
  serviceWorker: boolean
}): RequestHandler {
  const folder = root === undefined ? undefined : resolve(root)
  const files = folder === undefined ? undefined : watchFiles(folder)
  return async (req, res, next) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') return next()
    if (!serviceWorker && req.path === '/service-worker.js') return leave(res)
    const file = await files?.find(req.path === '/' ? '/index.html' : req.path)
    if (file && folder !== undefined)
      return sendFile(res, folder, file, req.acceptsEncodings(...file.encodings, 'identity'))
    const isPage = extname(req.path) === '' && req.accepts(['json', 'html']) === 'html'
    if (!isPage) return next()
    const index = await files?.find('/index.html')
    if (index && folder !== undefined)
      return sendFile(res, folder, index, req.acceptsEncodings(...index.encodings, 'identity'))
    setRoute(res, 'web')
    res.status(503).setHeader('cache-control', 'no-store').setHeader('retry-after', '5').type('html').send(notBuiltPage)
  }
}

function leave(res: Response): void {
  setRoute(res, 'web')
  res.setHeader('cache-control', 'no-cache').type('js').send(leavingWorker)
}

function sendFile(res: Response, root: string, file: WebFile, accepted: string | false | string[]): Promise<void> {
  setRoute(res, 'web')
  const encoding = accepted === 'br' || accepted === 'gzip' ? accepted : undefined
  res.setHeader('cache-control', hashed.test(file.path) ? 'public, max-age=31536000, immutable' : 'no-cache')
  if (file.encodings.length > 0) res.setHeader('vary', 'accept-encoding')
  if (encoding) res.setHeader('content-encoding', encoding)
  res.type(extname(file.path) || 'html')
  return new Promise((resolvePromise, reject) => {
    const path = file.path + (encoding ? suffixOf[encoding] : '')
    res.sendFile(path, { root, cacheControl: false, dotfiles: 'deny' }, (error?: Error) => {
      // a reader who goes away is no error of ours
      if (error && !res.headersSent) reject(error)
      else resolvePromise()
    })
  })
}
