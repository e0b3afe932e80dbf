import { styleText } from 'node:util'
import { lockData } from './data-lock.ts'
import { watchParent } from './guard.ts'
import { createLogPrinter } from './log-printer.ts'
import { type Settings, readSettings } from './settings.ts'
import { StackError } from './stack-error.ts'
import type { StackOptions } from './stack.ts'

export type Terminal = Pick<StackOptions, 'settings' | 'printer' | 'say' | 'stop'>

const write = (text: string) => process.stdout.write(text)

/**
 * What a command that runs the stack has around it: the settings and a lock on their data, signals and the end of whoever
 * started it as one AbortSignal, what the person at the keyboard can mend as one sentence. Ends the process.
 */
export async function inTerminal(run: (terminal: Terminal) => Promise<void>): Promise<never> {
  const say = (text: string) => void write(`${styleText('bold', text)}\n`)
  const asked = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => asked.abort(signal))
  watchParent(() => asked.abort('the end of its parent'))
  try {
    const settings: Settings = readSettings()
    using _lock = lockData(settings.dataDir)
    await run({ settings, printer: createLogPrinter(write), say, stop: asked.signal })
    say('Stopped.')
  } catch (error) {
    process.exitCode = 1
    if (asked.signal.aborted) say(`Stopped during the start (${String(asked.signal.reason)}).`)
    else if (error instanceof StackError) process.stderr.write(`\n${styleText('red', error.message)}\n`)
    else throw error
  }
  process.exit()
}
