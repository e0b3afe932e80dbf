import { type Collector, startCollector } from '../support/collector.ts'
import { test as base } from '../support/fixtures.ts'
import { startProduct } from '../support/product/start-product.ts'

/** The product with `OTEL_*` as a person would set it, all of whose spans come to `collector`. */
export const test = base.extend<object, { collector: Collector }>({
  collector: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads from the pattern which fixtures are wanted
    async ({}, use) => {
      await using collector = await startCollector()
      await use(collector)
    },
    { scope: 'worker' },
  ],
  product: [
    async ({ collector }, use) => {
      await using product = await startProduct(collector.env)
      await use(product)
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})

export { expect } from '@playwright/test'
