import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { findChromium } from '../../e2e/support/browser/chromium.ts'

/**
 * Lighthouse on the built page of a product that runs: `npm start`, then `node tools/lighthouse/run.ts [origin] [path …]`.
 * Prints the scores of each page, in both form factors, and what costs points. Ends with 1 when one is below 95.
 */
const goal = 95
const categories = ['performance', 'accessibility', 'best-practices']
const [origin = 'http://localhost:8080', ...paths] = process.argv.slice(2)
const here = import.meta.dirname

if (!existsSync(join(here, 'node_modules/lighthouse')))
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: here, stdio: 'inherit' })

interface Audit {
  title: string
  score: number | null
  displayValue?: string
}
interface Report {
  lhr: {
    runtimeError?: { code: string; message: string }
    categories: Record<string, { score: number; auditRefs: { id: string; weight: number }[] }>
    audits: Record<string, Audit>
  }
}
type Lighthouse = (url: string, flags: object, config?: object) => Promise<Report>

const load = async (name: string): Promise<Record<string, unknown>> =>
  (await import(pathToFileURL(createRequire(join(here, 'run.ts')).resolve(name)).href)) as Record<string, unknown>
const lighthouse = (await load('lighthouse')).default as Lighthouse
const desktop = (await load('lighthouse/core/config/desktop-config.js')).default as object
const { launch } = (await load('chrome-launcher')) as unknown as {
  launch: (options: object) => Promise<{ port: number; kill: () => void }>
}

const chrome = await launch({
  chromePath: await findChromium(),
  chromeFlags: ['--headless', '--no-sandbox'],
})
let isGood = true
try {
  for (const path of paths.length > 0 ? paths : ['/'])
    for (const [form, config] of [
      ['mobile', undefined],
      ['desktop', desktop],
    ] as const) {
      const { lhr } = await lighthouse(`${origin}${path}`, { port: chrome.port, onlyCategories: categories }, config)
      if (lhr.runtimeError) throw new Error(`${origin}${path}: ${lhr.runtimeError.message}`)
      const scores = categories.map((name) => `${name} ${Math.round((lhr.categories[name]?.score ?? 0) * 100)}`)
      console.log(`${path} ${form}: ${scores.join(', ')}`)
      for (const name of categories) {
        const { score, auditRefs } = lhr.categories[name] ?? { score: 0, auditRefs: [] }
        if (score * 100 < goal) isGood = false
        const lost = auditRefs.filter(({ id, weight }) => weight > 0 && (lhr.audits[id]?.score ?? 1) < 0.9)
        for (const { id } of lost) console.log(`  ${lhr.audits[id]?.title}: ${lhr.audits[id]?.displayValue ?? 'no'}`)
      }
    }
} finally {
  chrome.kill()
}
process.exitCode = isGood ? 0 : 1
