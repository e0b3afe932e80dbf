import { type TestInfo, test as base } from '@playwright/test'
import { givenCookies } from './client/api.ts'
import { type Lab, openLab, usualQuestion } from './lab.ts'
import type { Product } from './product/product.ts'
import { startProduct } from './product/start-product.ts'

/**
 * `product`: one running product per worker, shared by the files that the worker runs.
 * `lab`: a recorded run; after the test the product is made whole again and the record is judged by the checker.
 */
export const test = base.extend<{ lab: Lab }, { product: Product }>({
  product: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads from the pattern which fixtures are wanted
    async ({}, use) => {
      await using product = await startProduct()
      await use(product)
      base.expect(printedSecrets(product), 'questions and logins of all these tests in the logs').toEqual([])
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  lab: async ({ product }, use, info) => {
    const lab = openLab(product)
    await use(lab)
    if (info.status !== info.expectedStatus) await attachLogs(product, info)
    await product.heal()
    const violations = await lab.judge(20_000)
    info.annotations.push({ type: 'figure', description: lab.summary })
    base.expect(violations, 'the promises, judged by the recorded history').toEqual([])
  },
})

function printedSecrets({ gateway, chatApi, generators }: Product): string[] {
  const secrets = [usualQuestion, ...givenCookies]
  return [gateway, chatApi, ...generators].flatMap(({ name, tail }) =>
    tail(5_000)
      .filter((line) => secrets.some((secret) => line.includes(secret)))
      .map((line) => `${name}: ${line.slice(0, 300)}`),
  )
}

/** What the services said last, beside the failure. */
async function attachLogs({ gateway, chatApi, generators }: Product, info: TestInfo): Promise<void> {
  for (const { name, tail } of [gateway, chatApi, ...generators])
    await info.attach(`${name}.log`, { body: tail(300).join('\n'), contentType: 'text/plain' })
}

export { expect } from '@playwright/test'
