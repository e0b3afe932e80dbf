import { defineConfig } from '@playwright/test'
import { findChromium } from './support/browser/chromium.ts'

const executablePath = await findChromium()
/** Where `npm test` reads the counts. */
const report = process.env.E2E_REPORT

/**
 * One runner, so that there is one count. `checker` needs nothing; `api` and `browser` start a whole product per worker
 * (`support/fixtures.ts`), with its own stores and ports, and stop it at the worker's end. A worker serves one project.
 */
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  forbidOnly: Boolean(process.env.CI),
  // what calls the API waits for leases, deadlines and reconnects most of the time; pages need a core each
  workers: 3,
  fullyParallel: true,
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
    { name: 'api', testMatch: ['chaos/**/*.chaos.ts', 'security/**/*.security.ts', 'observability/**/*.observe.ts'] },
    {
      name: 'browser',
      testMatch: 'specs/**/*.spec.ts',
      workers: 2,
      use: {
        launchOptions: { ...(executablePath ? { executablePath } : {}), args: ['--no-sandbox', '--disable-gpu'] },
        // drawn without a graphics card, dots that breathe take a third of a core per page; answers and streaming keep them
        contextOptions: { reducedMotion: 'reduce' },
      },
    },
  ],
})
