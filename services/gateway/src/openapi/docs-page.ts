import { readFile } from 'node:fs/promises'
import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { Router } from 'express'
import { setRoute } from '../http/request-facts.ts'
import { docsContentPolicy } from '../http/security-headers.ts'
import { apiPrefix } from '../messages/accepted.ts'
import { docsStyles } from './docs-styles.ts'

/** Nothing of the page comes from elsewhere: no fonts, no telemetry, no proxy, no assistant. */
const settings = {
  url: `${apiPrefix}/openapi.json`,
  withDefaultFonts: false,
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  hideClientButton: true,
  showDeveloperTools: 'never',
  persistAuth: false,
}

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Continuo API</title>
</head>
<body>
<div id="reference"></div>
<noscript><p>This page needs JavaScript. The document itself: <a href="${settings.url}">${settings.url}</a></p></noscript>
<script src="/docs/styles.js"></script>
<script src="/docs/reference.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`
const start = `Scalar.createApiReference('#reference', ${JSON.stringify(settings)})\n`

interface Script {
  readonly plain: Buffer
  readonly gzipped: Buffer
}

async function readScript(): Promise<Script> {
  const manifest = findPackageJSON('@scalar/api-reference', import.meta.url)
  if (!manifest) throw new Error('@scalar/api-reference is not installed')
  const plain = await readFile(join(dirname(manifest), 'dist/browser/standalone.js'))
  return { plain, gzipped: await promisify(gzip)(plain) }
}

/** `/docs`: the API reference, served whole from here; it works with the network cut. */
export function docsPage(): Router {
  let script: Promise<Script> | undefined
  const router = Router()
  router.use((_req, res, next) => {
    setRoute(res, '/docs')
    next()
  }, docsContentPolicy)
  router.get('/', (_req, res) => {
    res.setHeader('cache-control', 'no-cache')
    res.type('html').send(page)
  })
  for (const [path, text] of Object.entries({ '/styles.js': docsStyles, '/start.js': start }))
    router.get(path, (_req, res) => {
      res.setHeader('cache-control', 'no-cache')
      res.type('text/javascript').send(text)
    })
  router.get('/reference.js', async (req, res) => {
    script ??= readScript()
    const { plain, gzipped } = await script
    res.setHeader('cache-control', 'public, max-age=86400')
    res.setHeader('vary', 'accept-encoding')
    res.type('text/javascript')
    if (!req.acceptsEncodings('gzip')) return void res.end(plain)
    res.setHeader('content-encoding', 'gzip')
    res.end(gzipped)
  })
  return router
}
