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

/** Named once more at the end: the first lines of a long log are the ones that get lost. */
const failures: string[] = []

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
function read(kind: string, pick: (report: never) => Counts): Counts {
  try {
    return pick(JSON.parse(readFileSync(reportOf(kind), 'utf8')) as never)
  } catch (cause) {
    failures.push(`${kind}: no report that can be read (${String(cause)})`)
    return { passed: 0, failed: 1, skipped: 0 }
  }
}
const reportOf = (kind: string) => join(reports, `${kind}.json`)

async function vitest(kind: string, projects = [kind]): Promise<Counts> {
  const flags = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportOf(kind)}`]
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
  const counts = read(kind, ({ numPassedTests, numFailedTests, numPendingTests, testResults }: Report) => {
    for (const { fullName, status, failureMessages } of testResults.flatMap((result) => result.assertionResults)) {
      if (status === 'failed') failures.push(fullName)
      if (status === 'passed' && failureMessages.length > 0) secondTries.push(fullName)
    }
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests }
  })
  return withExit(kind, counts, code)
}

async function playwright(): Promise<Counts> {
  await buildWeb()
  const code = await run(['node_modules/@playwright/test/cli.js', 'test', '-c', 'e2e/playwright.config.ts'], {
    E2E_REPORT: reportOf('e2e'),
  })
  interface Suite {
    specs?: { title: string; tests: { status: string }[] }[]
    suites?: Suite[]
  }
  interface Report {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number }
    suites: Suite[]
    /** What went wrong outside of any test: in a worker's set-up or its end. */
    errors: { message?: string }[]
  }
  const titles = ({ specs = [], suites = [] }: Suite, wanted: string): string[] => [
    ...specs.filter(({ tests }) => tests.some(({ status }) => status === wanted)).map(({ title }) => title),
    ...suites.flatMap((suite) => titles(suite, wanted)),
  ]
  const counts = read('e2e', ({ stats, suites, errors }: Report) => {
    secondTries.push(...suites.flatMap((suite) => titles(suite, 'flaky')))
    failures.push(...suites.flatMap((suite) => titles(suite, 'unexpected')))
    failures.push(...errors.map(({ message = 'an error without words' }) => `outside of the tests: ${message}`))
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }
  })
  return withExit('e2e', counts, code)
}

/** A run that failed outside its tests (a leaked error, a set-up) has failed. */
function withExit(kind: string, counts: Counts, code: number): Counts {
  if (code === 0 || counts.failed > 0) return counts
  failures.push(`${kind}: exit code ${code} without a failed test, its output above says why`)
  return { ...counts, failed: 1 }
}

const kinds = {
  unit: () => vitest('unit', ['unit', 'web']),
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
if (failures.length > 0) console.log(`Failed:\n${failures.map((name) => `  ${name}\n`).join('')}`)
console.log(`All kinds after ${((performance.now() - began) / 1_000).toFixed(0)} s:`)
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
