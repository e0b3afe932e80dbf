import { once } from 'node:events'
import { styleText } from 'node:util'
import { lockData } from './data-lock.ts'
import { watchParent } from './guard.ts'
import { createLogPrinter } from './log-printer.ts'
import { readSettings } from './settings.ts'
import { StackError } from './stack-error.ts'
import { startStack } from './stack.ts'

const write = (text: string) => process.stdout.write(text)
const printer = createLogPrinter(write)
const say = (text: string) => write(`${styleText('bold', text)}\n`)

const standInNotice = styleText(
  ['black', 'bgYellow'],
  '\n  No model key is set: every answer comes from the STAND-IN model server, not from Claude.  \n' +
    '  Set ANTHROPIC_API_KEY (or write it into .env) and start again.                          \n',
)

const asked = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => asked.abort(signal))
watchParent(() => asked.abort('the end of its parent'))

try {
  const settings = readSettings()
  using _lock = lockData(settings.dataDir)
  const began = performance.now()
  {
    await using stack = await startStack({ settings, printer, say, stop: asked.signal })
    const seconds = ((performance.now() - began) / 1_000).toFixed(1)
    if (stack.standIn) say(standInNotice)
    say(`\nContinuo is ready after ${seconds} s: ${styleText(['cyan', 'underline'], stack.url)}\n`)
    if (!asked.signal.aborted) await once(asked.signal, 'abort')
    say(`Stopping (${String(asked.signal.reason)}) …`)
  }
  say('Stopped.')
} catch (error) {
  process.exitCode = 1
  if (asked.signal.aborted) say(`Stopped during the start (${String(asked.signal.reason)}).`)
  else if (error instanceof StackError) process.stderr.write(`\n${styleText('red', error.message)}\n`)
  else throw error
}
process.exit()
