import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { findChromium } from '../e2e/support/browser/chromium.ts'

// node tools/make-icons.ts: the app's icons, drawn from web/public/favicon.svg by the browser of the tests
const folder = join(import.meta.dirname, '../web/public')
const drawing = await readFile(join(folder, 'favicon.svg'), 'utf8')
/** Systems cut a maskable icon to their own shape: its ground reaches the edges, the drawing stays in the middle. */
const ground = '#2c6a5a'

const icons = [
  { name: 'icon-192', size: 192, inset: 0 },
  { name: 'icon-512', size: 512, inset: 0 },
  { name: 'maskable-512', size: 512, inset: 0.1, ground },
  { name: 'apple-touch-180', size: 180, inset: 0, ground },
]

const executablePath = await findChromium()
const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ['--no-sandbox'] })
const page = await browser.newPage()
for (const icon of icons) {
  const side = icon.size * (1 - 2 * icon.inset)
  await page.setViewportSize({ width: icon.size, height: icon.size })
  await page.setContent(
    `<style>body{margin:0;display:grid;place-items:center;height:100vh;background:${icon.ground ?? 'transparent'}}
     svg{width:${side}px;height:${side}px}</style>${drawing}`,
  )
  const png = await page.screenshot({ omitBackground: true })
  await writeFile(join(folder, 'icons', `${icon.name}.png`), png)
  console.log(`${icon.name}.png ${png.length} bytes`)
}
await browser.close()
