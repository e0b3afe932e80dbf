import { defineConfig } from '@playwright/test'
import { findChromium } from './support/browser/chromium.ts'

const executablePath = await findChromium()
/** Where `npm test` reads the counts. */
const report = process.env.E2E_REPORT

/**
 * One runner, so that there is one count. `checker` needs nothing; `chaos`, `security` and `browser` start a whole product per worker
 * (`support/fixtures.ts`), with its own stores and ports, and stop it at the worker's end.
 */
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  forbidOnly: Boolean(process.env.CI),
  // two products at once is what two cores carry
  workers: 2,
  timeout: 60_000,
  // told as flaky, and counted by tools/test.ts
  retries: 1,
  expect: { timeout: 15_000 },
  reporter: [
    ['list'],
    ['./support/figures-reporter.ts'],
    ...(report ? [['json', { outputFile: report }] as const] : []),
  ],
  projects: [
    { name: 'checker', testMatch: 'support/**/*.test.ts' },
    { name: 'chaos', testMatch: 'chaos/**/*.chaos.ts' },
    { name: 'security', testMatch: 'security/**/*.security.ts' },
    { name: 'observability', testMatch: 'observability/**/*.observe.ts' },
    {
      name: 'browser',
      testMatch: 'specs/**/*.spec.ts',
      use: { launchOptions: { ...(executablePath ? { executablePath } : {}), args: ['--no-sandbox'] } },
    },
  ],
})
