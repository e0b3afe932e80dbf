/// <reference lib="dom" />
import type { MessagePage, MessageView } from '@continuo/contract'
import { expect, type Locator, type Page } from '@playwright/test'

export type ChatPage = ReturnType<typeof chatPage>

/** The page as a person uses it. What it shows is read from the bubbles, never from its inner state. */
export function chatPage(page: Page) {
  const bubbles = page.getByTestId('message')
  const answer = bubbles.and(page.locator('[data-role=assistant]')).last()
  const question = bubbles.and(page.locator('[data-role=user]')).last()
  const sessionLink = (id: string) => page.locator(`[data-testid=session][data-session-id="${id}"] a`)
  const lastAnswer = async () => ((await answer.count()) > 0 ? answer.getAttribute('data-message-id') : undefined)
  const length = async (bubble: Locator) => Number((await bubble.getAttribute('data-length')) ?? 0)

  async function stored(sessionId: string): Promise<MessageView[]> {
    const response = await page.request.get(`/api/v1/sessions/${sessionId}/messages?limit=200`)
    expect(response.status()).toBe(200)
    return ((await response.json()) as MessagePage).items.toReversed()
  }

  return {
    page,
    bubbles,
    answer,
    question,
    async open() {
      await page.goto('/')
      await expect(page.getByTestId('composer')).toBeVisible()
    },
    newChat: () => page.getByTestId('new-chat').click(),
    /**
     * Sends from the open chat; tells the session's id, from the address. With a network it waits for the bubble of the
     * answer, so that `answer` is that one and none before it; a refused message has none, and that takes some seconds.
     */
    async send(text: string): Promise<string> {
      const [before, answerBefore] = [await bubbles.count(), await lastAnswer()]
      await page.getByTestId('composer').fill(text)
      await page.getByTestId('composer').press('Enter')
      await expect(bubbles).not.toHaveCount(before)
      await page.waitForURL(/\/c\/[0-9a-f-]{36}/u)
      if (await page.evaluate(() => navigator.onLine))
        await expect
          .poll(async () => (await lastAnswer()) !== answerBefore, { timeout: 5_000 })
          .toBe(true)
          .catch(() => undefined)
      return page.url().slice(-36)
    },
    async openSession(id: string) {
      await sessionLink(id).click()
      await page.waitForURL(`**/c/${id}`)
    },
    shows: (bubble: Locator, characters: number) =>
      expect.poll(() => length(bubble), { intervals: [100] }).toBeGreaterThanOrEqual(characters),
    length,
    status: (bubble: Locator, status: string, timeout = 45_000) =>
      expect(bubble).toHaveAttribute('data-status', status, { timeout }),
    stored,
    /** Each bubble once, in the stored order, and every answer's text the stored one by its hash. */
    async expectExact(sessionId: string) {
      const rows = await stored(sessionId)
      await expect(bubbles).toHaveCount(rows.length)
      for (const [n, row] of rows.entries()) {
        const bubble = bubbles.nth(n)
        await expect(bubble).toHaveAttribute('data-message-id', row.id)
        if (row.role === 'assistant') {
          await expect(bubble).toHaveAttribute('data-status', row.status)
          await expect(bubble).toHaveAttribute('data-length', String(row.content.length))
          if (row.sha256) await expect(bubble).toHaveAttribute('data-sha256', row.sha256)
        } else await expect(bubble.getByTestId('message-text')).toHaveText(row.content)
      }
      return rows
    },
  }
}
