import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '../support/browser/fixtures.ts'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

async function serious(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`${colorScheme} theme`, () => {
    test.use({ colorScheme })

    test('axe finds nothing serious in any main state of the page', async ({ chat, context }) => {
      const { page } = chat
      expect(await serious(page), 'empty').toEqual([])

      await chat.send('Explain with code and a table [words:400][tps:60][thinking]')
      await chat.shows(chat.answer, 200)
      expect(await serious(page), 'an answer is being written').toEqual([])
      await chat.status(chat.answer, 'completed')
      expect(await serious(page), 'an answer with headings, code and a table').toEqual([])

      await chat.newChat()
      await chat.send('Fail [fault:400]')
      await chat.status(chat.answer, 'error')
      expect(await serious(page), 'a failed answer').toEqual([])

      await context.setOffline(true)
      await chat.send('While offline')
      await expect(chat.question).toHaveAttribute('data-status', 'waiting')
      expect(await serious(page), 'offline').toEqual([])
      await context.setOffline(false)
    })
  })
}
