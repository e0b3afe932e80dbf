/**
 * What the built page costs in a real browser: switching between 50 cached chats, opening one of 2 000 messages and 1 MB,
 * pressing keys and the main thread's work while an answer comes at 100 tokens a second, and the heap after many switches.
 * Ratios to a bare page that shows the same texts are what counts; the absolute figures are the machine's.
 *
 *   npm run build && node bench/page.ts [--switches 500]
 */
import { parseArgs } from 'node:util'
import { appendWords, openSession, paintTexts, timeKeys } from './page/in-page.ts'
import { heapBytes, mainThreadS, openProductPage, type ProductPage } from './page/product-page.ts'

const { values } = parseArgs({ options: { switches: { type: 'string', default: '500' } } })
const switches = Number(values.switches)
const earlySwitches = 50
const warmUp = 150
const tokens = 1_000
const perSecond = 100

const at = (times: readonly number[], part: number): number =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))] ?? Number.NaN
const ms = (value: number): string => `${value.toFixed(1)} ms`
const ratio = (value: number, floor: number): string => `${(value / floor).toFixed(2)} × floor`

/** Switches in an order that no list has; the heap is read on the way, after the browser has compiled the page's code. */
async function measureSwitches({ page, cdp, chats }: ProductPage) {
  const next = (n: number) => page.evaluate(openSession, chats[(n * 17 + 5) % chats.length]!)
  for (let n = 0; n < warmUp; n++) await next(n)
  const times: number[] = []
  const cpuMs: number[] = []
  let earlyHeap = Number.NaN
  for (let n = 0; n < switches; n++) {
    const before = await mainThreadS(cdp)
    times.push(await next(n))
    cpuMs.push(((await mainThreadS(cdp)) - before) * 1_000)
    if (n + 1 === earlySwitches) earlyHeap = await heapBytes(cdp)
  }
  return { times, cpuMs, earlyHeap, lateHeap: await heapBytes(cdp) }
}

async function measureFloor({ browser, page }: ProductPage) {
  const shown = await page.getByTestId('message').allInnerTexts()
  const screen = shown.slice(-8).join('\n')
  const bare = await browser.newPage()
  const paints = await bare.evaluate(
    paintTexts,
    Array.from({ length: 100 }, (_, n) => `${n} ${screen}`),
  )
  const cdp = await bare.context().newCDPSession(bare)
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
  const before = await mainThreadS(cdp)
  await bare.evaluate(appendWords, { words: tokens, perSecond })
  const streamMs = ((await mainThreadS(cdp)) - before) * 1_000
  await bare.close()
  return { paints, streamMs }
}

/** In the long chat, at its end: first nobody touches the page, then someone writes all the while. */
async function measureStream({ page, cdp, long, product }: ProductPage) {
  await page.evaluate(openSession, long)
  const answer = page.locator('[data-testid=message][data-role=assistant]').last()
  const ask = async (mark: string) => {
    await page.getByTestId('composer').fill(`${mark} [tokens:${tokens}][tps:${perSecond}]`)
    await page.getByTestId('composer').press('Enter')
    await product.standIn.wait(mark, { sent: 1 })
  }
  const ended = () => answer.and(page.locator('[data-status=completed]')).waitFor({ timeout: 60_000 })

  await ask('untouched')
  const before = await mainThreadS(cdp)
  await ended()
  const mainThreadMs = ((await mainThreadS(cdp)) - before) * 1_000

  await page.evaluate(timeKeys)
  await ask('written over')
  await page.getByTestId('composer').focus()
  for (let n = 0; n < 100; n++) await page.keyboard.press('abcdefgh '[n % 9]!, { delay: 40 })
  const keys = await page.evaluate(() => (globalThis as unknown as { keyTimes: number[] }).keyTimes)
  await ended()
  return { mainThreadMs, keys }
}

await using opened = await openProductPage()
const switched = await measureSwitches(opened)
const floor = await measureFloor(opened)
const floorMs = at(floor.paints, 0.5)
const openMs: number[] = []
for (let n = 0; n < 10; n++) {
  await opened.page.evaluate(openSession, opened.chats[n]!)
  openMs.push(await opened.page.evaluate(openSession, opened.long))
}
const stream = await measureStream(opened)
const mb = (bytes: number): string => `${(bytes / 1_048_576).toFixed(1)} MB`
console.table([
  { what: 'a bare page paints the same text, p50', value: ms(floorMs), compared: '' },
  {
    what: `switch to a cached chat, p50 of ${switches}`,
    value: ms(at(switched.times, 0.5)),
    compared: ratio(at(switched.times, 0.5), floorMs),
  },
  {
    what: 'switch, p95 (goal < 50 ms)',
    value: ms(at(switched.times, 0.95)),
    compared: ratio(at(switched.times, 0.95), at(floor.paints, 0.95)),
  },
  {
    what: 'main thread of a switch, p95 (CPU; the machine may be busy)',
    value: ms(at(switched.cpuMs, 0.95)),
    compared: '',
  },
  {
    what: 'open 2 000 messages / 1 MB, first time (goal < 500 ms)',
    value: ms(openMs[0]!),
    compared: ratio(openMs[0]!, floorMs),
  },
  { what: 'open it again, p50', value: ms(at(openMs, 0.5)), compared: ratio(at(openMs, 0.5), floorMs) },
  { what: `key press at ${perSecond} tokens/s, p50`, value: ms(at(stream.keys, 0.5)), compared: '' },
  { what: `key press, p95 of ${stream.keys.length} (goal < 50 ms)`, value: ms(at(stream.keys, 0.95)), compared: '' },
  {
    what: `main thread per ${tokens} tokens`,
    value: ms(stream.mainThreadMs),
    compared: ratio(stream.mainThreadMs, floor.streamMs),
  },
  { what: `heap after ${earlySwitches} switches`, value: mb(switched.earlyHeap), compared: '' },
  {
    what: `heap after ${switches} switches (goal within 10 %)`,
    value: mb(switched.lateHeap),
    compared: `${(switched.lateHeap / switched.earlyHeap).toFixed(2)} × early`,
  },
])
