import { defineConfig } from 'vitest/config'

/** Where nobody watches, a busy machine gets a second try. */
const retry = process.env.CI ? 1 : 0
/** Vitest keeps one core free, which on two cores is every other one. */
const maxWorkers = '100%'

/**
 * `unit` needs nothing, `it` starts a real PostgreSQL and Redis once for all files, `chart` fetches Helm,
 * `observability` fetches Prometheus, `web` has its own config.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{packages,services,tools}/**/*.test.ts'],
          exclude: ['**/*.it.test.ts', 'tools/{chart,observability}/**', '**/node_modules/**'],
          environment: 'node',
          // the default of 5 s is a verdict on a busy machine, not on the code
          testTimeout: 30_000,
          retry,
          maxWorkers,
        },
      },
      {
        test: {
          name: 'it',
          include: ['{packages,services,tools}/**/*.it.test.ts'],
          exclude: ['**/node_modules/**'],
          environment: 'node',
          globalSetup: ['packages/testkit/src/global-setup.ts'],
          testTimeout: 30_000,
          retry,
          hookTimeout: 60_000,
          // they wait for leases and reconnects more than they work
          maxWorkers: 4,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'chart',
          include: ['tools/chart/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['tools/chart/global-setup.ts'],
          testTimeout: 120_000,
          maxWorkers,
        },
      },
      {
        test: {
          name: 'observability',
          include: ['tools/observability/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['tools/observability/test/global-setup.ts'],
          testTimeout: 120_000,
          maxWorkers,
          hookTimeout: 120_000,
        },
      },
      'web/vitest.config.ts',
    ],
  },
})
