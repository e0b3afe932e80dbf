/**
 * Served as `/service-worker.js` when `SERVICE_WORKER` is off. Browsers look for a new worker at every page load, so the
 * old one and everything it has kept are gone with the next visit.
 */
export const leavingWorker = `self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) await caches.delete(name)
  await self.registration.unregister()
})()))
`
