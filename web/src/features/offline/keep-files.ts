import { log } from '../../transport/log.ts'
import { savesData } from '../../shared/data-saver.ts'
import { trustedScript } from '../../shared/trusted-script.ts'
import type { KeepMessage } from '../../service-worker/kept-files.ts'

/** Milliseconds after the start until the parts that nobody has used yet are loaded; and between two looks for news. */
const settledAfterMs = 10_000
const lookEveryMs = 15 * 60_000

/**
 * Registers the worker that keeps the app's files, where the browser has one (https or localhost). Without it
 * everything works but the start without a network.
 * @param onNewVersion The files of another version have been kept: a reload brings it.
 */
export async function keepFiles(onNewVersion: () => void): Promise<void> {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined
  const entry = document.querySelector<HTMLScriptElement>('script[type=module][src]')
  if (!workers || !entry || import.meta.env.DEV) return
  const own = new URL(entry.src).pathname
  // never let go: as long as this page lives, its version's files are kept
  void navigator.locks.request(own, { mode: 'shared' }, () => new Promise(() => undefined))

  workers.addEventListener('message', ({ data }: MessageEvent<{ type?: string; entry?: string }>) => {
    if (data.type === 'entry' && data.entry !== own) onNewVersion()
  })
  workers.addEventListener('controllerchange', () => workers.controller?.postMessage({ type: 'entry' }))

  try {
    const registration = await workers.register(trustedScript('/service-worker.js'), { updateViaCache: 'none' })
    followNews(registration)
    setTimeout(() => void mend(), settledAfterMs)
  } catch (cause) {
    // refused by the browser's settings, or by a login in front of the server: the page does without
    log.debug('no service worker', { cause: String(cause) })
  }
}

/** A page that stays open for days hears of a new version too. */
function followNews(registration: ServiceWorkerRegistration): void {
  let lookedAt = Date.now()
  const look = () => {
    if (document.hidden || !navigator.onLine || Date.now() - lookedAt < lookEveryMs) return
    lookedAt = Date.now()
    registration.update().catch(() => undefined)
  }
  document.addEventListener('visibilitychange', look)
  window.addEventListener('online', look)
  setInterval(look, lookEveryMs)
}

async function mend(): Promise<void> {
  const { active } = await navigator.serviceWorker.ready
  active?.postMessage({ type: 'keep', all: !savesData() } satisfies KeepMessage)
}
