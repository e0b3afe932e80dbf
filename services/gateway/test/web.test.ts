import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { openScene } from './scene.ts'

async function openWeb(env: Record<string, string> = {}) {
  const root = await mkdtemp(join(tmpdir(), 'continuo-web-'))
  const scene = await openScene({ WEB_ROOT: root, ...env })
  const build = async () => {
    await mkdir(join(root, 'assets'))
    await writeFile(join(root, 'assets/index-DEADbeef.js'), 'plain')
    await writeFile(join(root, 'assets/index-DEADbeef.js.br'), brotliCompressSync('plain'))
    await writeFile(join(root, 'assets/index-DEADbeef.js.gz'), gzipSync('plain'))
    await writeFile(join(root, 'favicon.svg'), '<svg/>')
    await writeFile(join(root, 'service-worker.js'), 'keep()')
    await writeFile(join(root, 'manifest.webmanifest'), '{}')
    await writeFile(join(root, 'index.html'), '<!doctype html><title>App</title>')
  }
  const get = (path: string, headers: Record<string, string> = {}) => fetch(scene.origin + path, { headers })
  const dispose = async () => {
    await scene[Symbol.asyncDispose]()
    await rm(root, { recursive: true })
  }
  return { build, get, [Symbol.asyncDispose]: dispose }
}
const html = { accept: 'text/html,*/*;q=0.8' }

test('without a built app a page says so, and once it is built it is there', async () => {
  await using web = await openWeb()
  const before = await web.get('/', html)
  expect([before.status, await before.text()]).toEqual([503, expect.stringContaining('not built yet')])
  await web.build()
  expect(await (await web.get('/', html)).text()).toContain('<title>App')
})

test('every page address is the app; a missing file, an API path and a write are not', async () => {
  await using web = await openWeb()
  await web.build()
  const page = await web.get('/chat/0192a3b4', html)
  expect([page.status, page.headers.get('cache-control'), page.headers.get('content-type')]).toEqual([
    200,
    'no-cache',
    'text/html; charset=utf-8',
  ])
  for (const path of ['/assets/gone-DEADbeef.js', '/api/v1/gone', '/..%2f..%2fetc%2fpasswd.txt', '/assets'])
    expect([path, (await web.get(path)).status]).toEqual([path, 404])
})

test('a file with a hash is kept for ever and sent as small as the client can take it', async () => {
  await using web = await openWeb()
  await web.build()
  for (const encoding of ['br', 'gzip', 'identity']) {
    const response = await web.get('/assets/index-DEADbeef.js', { 'accept-encoding': encoding })
    expect([response.headers.get('content-encoding') ?? 'identity', await response.text()]).toEqual([encoding, 'plain'])
    expect(response.headers.get('content-type')).toMatch(/^text\/javascript/)
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(response.headers.get('vary')).toContain('accept-encoding')
  }
  expect((await web.get('/favicon.svg')).headers.get('cache-control')).toBe('no-cache')
})

test('the app may not be framed, and runs no script but its own', async () => {
  await using web = await openWeb()
  await web.build()
  const { headers } = await web.get('/', html)
  expect(headers.get('content-security-policy')).toMatch(/script-src 'self';/)
  expect(headers.get('x-frame-options')).toBe('DENY')
})

test('the service worker is asked for anew every time, and may control the whole app', async () => {
  await using web = await openWeb()
  await web.build()
  const worker = await web.get('/service-worker.js')
  expect([await worker.text(), worker.headers.get('cache-control')]).toEqual(['keep()', 'no-cache'])
  expect(worker.headers.get('content-type')).toMatch(/^text\/javascript/)
  expect(worker.headers.get('content-security-policy')).toMatch(/worker-src 'self';.*manifest-src 'self'/)
  expect((await web.get('/manifest.webmanifest')).headers.get('content-type')).toMatch(/^application\/manifest\+json/)
})

test('a switch of the operator replaces the service worker by one that removes everything', async () => {
  await using web = await openWeb({ SERVICE_WORKER: 'false' })
  await web.build()
  const worker = await web.get('/service-worker.js')
  expect([worker.status, worker.headers.get('cache-control')]).toEqual([200, 'no-cache'])
  expect(await worker.text()).toContain('registration.unregister()')
})
