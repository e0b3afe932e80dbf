/// <reference lib="dom" />
import type { Page } from '@playwright/test'

/** Every text that the elements of this test id have from now on, in order; for what is shown and may be gone again. */
export async function textsOf(page: Page, testId: string): Promise<() => Promise<string[]>> {
  const texts = await page.evaluateHandle((id) => {
    const seen: string[] = []
    new MutationObserver(() => {
      for (const element of document.querySelectorAll(`[data-testid="${id}"]`))
        if (element.textContent !== seen.at(-1)) seen.push(element.textContent)
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
    return seen
  }, testId)
  return () => texts.jsonValue()
}
