/// <reference lib="dom" />
import { expect, type Page } from '@playwright/test'

/** The addresses of the app's files that the browser has kept, per version. */
export const keptFiles = (page: Page): Promise<Record<string, string[]>> =>
  page.evaluate(async () => {
    const kept: Record<string, string[]> = {}
    for (const name of await caches.keys())
      kept[name] = (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)
    return kept
  })

/** Resolves when the page can be loaded again without a network: its worker has kept the files and is in charge. */
export async function readyForOffline(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state), { timeout: 20_000 })
    .toBe('activated')
  expect(Object.values(await keptFiles(page)).flat()).toContain('/')
}

/** Has the worker keep every part of the app now, as it does by itself when there is time. */
export async function keepEverything(page: Page): Promise<void> {
  const worker = await (await page.request.get('/service-worker.js')).text()
  const parts = [...worker.matchAll(/"(?:shell|later)":(\[[^\]]*\])/gu)].flatMap(
    ([, list]) => JSON.parse(list!) as string[],
  )
  expect(parts.length).toBeGreaterThan(20)
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready
    active?.postMessage({ type: 'keep', all: true })
  })
  const missing = async () => {
    const kept = new Set(Object.values(await keptFiles(page)).flat())
    return parts.filter((path) => !kept.has(path))
  }
  await expect.poll(missing, { timeout: 30_000 }).toEqual([])
}
