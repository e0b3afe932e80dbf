import { once } from 'node:events'
import { styleText } from 'node:util'
import { inTerminal } from './in-terminal.ts'
import { startStack } from './stack.ts'
import { standInNotice } from './stand-in-notice.ts'

await inTerminal(async (terminal) => {
  const { say, stop } = terminal
  const began = performance.now()
  await using stack = await startStack(terminal)
  const seconds = ((performance.now() - began) / 1_000).toFixed(1)
  if (stack.standIn) say(standInNotice)
  say(`\nContinuo is ready after ${seconds} s: ${styleText(['cyan', 'underline'], stack.url)}\n`)
  if (!stop.aborted) await once(stop, 'abort')
  say(`Stopping (${String(stop.reason)}) …`)
})
