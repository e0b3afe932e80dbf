import { test as base } from '../fixtures.ts'
import { type ChatPage, chatPage } from './chat-page.ts'

/** `chat`: the open page of a guest of its own. An error that nobody caught in the page fails the test. */
export const test = base.extend<{ chat: ChatPage }>({
  baseURL: async ({ product }, use) => use(product.origin),
  chat: async ({ page, product }, use) => {
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.stack || `${error.name}: ${error.message}`))
    const chat = chatPage(page)
    await chat.open()
    await use(chat)
    await product.heal()
    base.expect(errors, 'uncaught errors of the page').toEqual([])
  },
})

export { expect } from '@playwright/test'
