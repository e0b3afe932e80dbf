import type { Page } from '@playwright/test'

export interface Heard {
  atMs: number
  text: string
}

/**
 * What a screen reader is given from now on: every piece of text that appears in a live region, wherever it is.
 * Milliseconds count from the start of the page.
 */
export async function listen(page: Page): Promise<() => Promise<Heard[]>> {
  await page.evaluate(() => {
    const heard: { atMs: number; text: string }[] = []
    Object.assign(window, { heard })
    const regions = '[role=status], [role=alert], [aria-live]:not([aria-live=off])'
    const say = (text: string) => text.trim() && heard.push({ atMs: Math.round(performance.now()), text: text.trim() })
    new MutationObserver((changes) => {
      for (const { type, target, addedNodes } of changes) {
        const element = target instanceof Element ? target : target.parentElement
        const isLive = element?.closest(regions)
        if (type === 'characterData' && isLive) say(target.textContent ?? '')
        for (const node of addedNodes)
          if (isLive || (node instanceof Element && node.matches(regions))) say(node.textContent ?? '')
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
  return () => page.evaluate(() => (window as unknown as { heard: Heard[] }).heard)
}
