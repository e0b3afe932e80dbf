import { styleText } from 'node:util'
import type { LogLine } from './lines.ts'

const colours = ['cyan', 'magenta', 'green', 'yellow', 'blue', 'cyanBright', 'magentaBright', 'greenBright'] as const
const levels = { trace: 'gray', debug: 'gray', info: 'white', warn: 'yellow', error: 'red', fatal: 'red' } as const
const known = new Set(['level', 'time', 'service', 'msg'])
const width = 12

/** Lines of many services on one terminal: who, when, what, and the facts. */
export function createLogPrinter(write: (text: string) => void) {
  let next = 0
  return (name: string) => {
    const colour = colours[next++ % colours.length] ?? 'cyan'
    const prefix = styleText(colour, `${name.padEnd(width)}│`)
    return (line: LogLine) => write(`${prefix} ${line.json ? readable(line.json) : line.text}\n`)
  }
}

function readable(json: Record<string, unknown>): string {
  const level = String(json.level)
  const colour = levels[level as keyof typeof levels] ?? 'white'
  const time = typeof json.time === 'string' ? json.time.slice(11, 23) : ''
  const facts = Object.entries(json)
    .filter(([key]) => !known.has(key))
    .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ')
  const mark = level === 'info' ? '' : `${level.toUpperCase()} `
  return `${styleText('gray', time)} ${styleText(colour, `${mark}${String(json.msg)}`)} ${styleText('gray', facts)}`
}
