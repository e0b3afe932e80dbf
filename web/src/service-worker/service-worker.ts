/// <reference lib="webworker" />
import type { KeepMessage, KeptFiles } from './kept-files.ts'
import { openFromNotice } from './open-from-notice.ts'
import { createVersions } from './versions.ts'

declare const self: ServiceWorkerGlobalScope
declare const __KEPT_FILES__: KeptFiles

/** A network that has not answered a page by now counts as away, where there is a page to show instead. */
const patienceMs = 2_500

const files = __KEPT_FILES__
const versions = createVersions(files)
const known = new Set(files.shell)

// a new version takes over at once: the files of the one before stay as long as a page of it is open
self.addEventListener('install', (event) => event.waitUntil(versions.install().then(() => self.skipWaiting())))
self.addEventListener('activate', (event) => event.waitUntil(takeOver()))

self.addEventListener('message', (event: ExtendableMessageEvent) => {
  const message = event.data as KeepMessage | { type: 'entry' }
  if (message.type === 'entry') event.source?.postMessage({ type: 'entry', entry: files.entry })
  else event.waitUntil(Promise.allSettled([versions.keep(message.all), versions.clean()]))
})

self.addEventListener('notificationclick', (event: NotificationEvent) => {
  event.notification.close()
  event.waitUntil(openFromNotice(self.clients, (event.notification.data as { path: string }).path))
})

/** The API, its reference and event streams never get here: what is not answered goes its usual way. */
self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (request.mode === 'navigate') {
    if (isAppPage(pathname)) event.respondWith(page(request))
  } else if (pathname.startsWith('/assets/') || known.has(pathname)) event.respondWith(versions.file(request))
})

const isAppPage = (path: string) => !/^\/(?:api|docs)(?:\/|$)/u.test(path) && !/\.\w+$/u.test(path)

async function takeOver(): Promise<void> {
  await self.clients.claim()
  await versions.clean().catch(() => undefined)
}

/** The server's page, so that a new version is taken at once; the kept one when no answer comes in time. */
async function page(request: Request): Promise<Response> {
  const asked = fetch(request)
  const kept = await versions.page()
  if (!kept) return asked
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<Response>((resolve) => {
    timer = setTimeout(() => resolve(kept), self.navigator.onLine ? patienceMs : 0)
  })
  const answer = asked.then(
    // a redirect to a login is the browser's to follow; a proxy without a server behind it has no page
    (response) => (response.status >= 500 ? kept : response),
    () => kept,
  )
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}
