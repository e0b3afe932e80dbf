import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildWeb } from './devstack/src/web-build.ts'

/**
 * All tests, one kind after the other: two cores carry no two at once. Ends with the sum of the counts, alone on a line.
 * `npm test -- unit` runs only the kinds that are named: unit (with web), chart, observability, it, e2e.
 */
const root = join(import.meta.dirname, '..')
const reports = mkdtempSync(join(tmpdir(), 'continuo-test-'))
const asked = process.argv.slice(2)

/** A busy machine gets a second try, and never in silence: who needed it is named at the end. */
const secondTries: string[] = []

interface Counts {
  passed: number
  failed: number
  skipped: number
}

function run(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env }, stdio: 'inherit' })
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill(signal))
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

/** A run that wrote no report counts as one failure: nothing is ever silently left out. */
function read(file: string, pick: (report: never) => Counts): Counts {
  try {
    return pick(JSON.parse(readFileSync(file, 'utf8')) as never)
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

async function vitest(...projects: string[]): Promise<Counts> {
  const file = join(reports, `${projects.join('-')}.json`)
  const flags = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const code = await run(
    ['node_modules/vitest/vitest.mjs', 'run', ...projects.flatMap((name) => ['--project', name]), ...flags],
    {},
  )
  interface Report {
    numPassedTests: number
    numFailedTests: number
    numPendingTests: number
    testResults: { assertionResults: { fullName: string; status: string; failureMessages: string[] }[] }[]
  }
  const counts = read(file, ({ numPassedTests, numFailedTests, numPendingTests, testResults }: Report) => {
    for (const { fullName, status, failureMessages } of testResults.flatMap((result) => result.assertionResults))
      if (status === 'passed' && failureMessages.length > 0) secondTries.push(fullName)
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests }
  })
  return withExit(counts, code)
}

async function playwright(): Promise<Counts> {
  await buildWeb()
  const file = join(reports, 'e2e.json')
  const code = await run(['node_modules/@playwright/test/cli.js', 'test', '-c', 'e2e/playwright.config.ts'], {
    E2E_REPORT: file,
  })
  interface Suite {
    specs?: { title: string; tests: { status: string }[] }[]
    suites?: Suite[]
  }
  interface Report {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number }
    suites: Suite[]
  }
  const flakyIn = ({ specs = [], suites = [] }: Suite): string[] => [
    ...specs.filter(({ tests }) => tests.some(({ status }) => status === 'flaky')).map(({ title }) => title),
    ...suites.flatMap(flakyIn),
  ]
  const counts = read(file, ({ stats, suites }: Report) => {
    secondTries.push(...suites.flatMap(flakyIn))
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }
  })
  return withExit(counts, code)
}

/** A run that failed outside its tests (a leaked error, a set-up) has failed. */
const withExit = (counts: Counts, code: number): Counts =>
  code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts

const kinds = {
  unit: () => vitest('unit', 'web'),
  chart: () => vitest('chart'),
  observability: () => vitest('observability'),
  it: () => vitest('it'),
  e2e: playwright,
}
const began = performance.now()
const total: Counts = { passed: 0, failed: 0, skipped: 0 }
for (const [name, test] of Object.entries(kinds)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  const startedMs = performance.now()
  const counts = await test()
  console.log(`\n${name}: ${counts.passed} passed in ${((performance.now() - startedMs) / 1_000).toFixed(0)} s\n`)
  total.passed += counts.passed
  total.failed += counts.failed
  total.skipped += counts.skipped
}
rmSync(reports, { recursive: true, force: true })
if (secondTries.length > 0)
  console.log(`Passed only at the second try:\n${secondTries.map((name) => `  ${name}\n`).join('')}`)
console.log(`All kinds after ${((performance.now() - began) / 1_000).toFixed(0)} s:`)
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
