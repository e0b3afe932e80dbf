import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

export const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const
export type Level = (typeof levels)[number]
const isLevel = (name: string): name is Level => (levels as readonly string[]).includes(name)

export interface LoggedEvent {
  readonly service: string
  readonly name: string
  readonly level: Level
  /** `file:line`, for whoever has to look. */
  readonly at: string
}

export interface Found {
  readonly events: LoggedEvent[]
  /** Calls whose event or level cannot be read from the text: nobody could list them. */
  readonly unreadable: string[]
}

/** What every service has of the packages. */
export const everyService = 'every service'

/** Every event that services and packages log, read from their sources. */
export function eventsInCode(root: string): Found {
  const files = globSync('{services,packages}/*/src/**/*.ts', { cwd: root }).filter(
    (file) => !file.endsWith('.test.ts'),
  )
  const all = files.map((file) => eventsOf(file, readFileSync(join(root, file), 'utf8')))
  return { events: all.flatMap(({ events }) => events), unreadable: all.flatMap(({ unreadable }) => unreadable) }
}

/** Every event of one file. */
export function eventsOf(file: string, text: string): Found {
  const [kind, folder = ''] = file.split('/')
  const service = kind === 'services' ? folder : everyService
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const events: LoggedEvent[] = []
  const unreadable: string[] = []

  function visit(node: ts.Node): void {
    ts.forEachChild(node, visit)
    const used = levelsUsed(node)
    if (!used) return
    const { line } = source.getLineAndCharacterOfPosition(node.getStart())
    const at = `${file}:${line + 1}`
    // a method that is carried away may be called with anything
    const name = ts.isCallExpression(node.parent) && node.parent.expression === node ? nameOf(node.parent) : undefined
    if (name === undefined || used.length === 0) unreadable.push(`${at}: ${node.parent.getText().slice(0, 120)}`)
    else for (const level of used) events.push({ service, name, level, at })
  }
  visit(source)
  return { events, unreadable }
}

/** The levels that `logger.warn` or `logger[bad ? 'warn' : 'info']` may mean; undefined for what is no logger's method. */
function levelsUsed(node: ts.Node): Level[] | undefined {
  if (ts.isPropertyAccessExpression(node))
    return isLogger(node.expression) && isLevel(node.name.text) ? [node.name.text] : undefined
  if (!ts.isElementAccessExpression(node) || !isLogger(node.expression)) return undefined
  const texts = textsOf(node.argumentExpression)
  return texts?.every(isLevel) ? texts : []
}

const isLogger = (node: ts.Expression): boolean =>
  (ts.isIdentifier(node) && /^log(ger)?$/.test(node.text)) ||
  (ts.isPropertyAccessExpression(node) && /^#?log(ger)?$/.test(node.name.text)) ||
  (ts.isCallExpression(node) && node.expression.getText().endsWith('.child'))

function textsOf(node: ts.Expression): string[] | undefined {
  if (ts.isStringLiteral(node)) return [node.text]
  if (!ts.isConditionalExpression(node)) return undefined
  const [one, other] = [textsOf(node.whenTrue), textsOf(node.whenFalse)]
  return one && other && [...one, ...other]
}

/** `log.warn('name')` or `log.warn(facts, 'name')`. */
function nameOf({ arguments: given }: ts.CallExpression): string | undefined {
  const last = given.at(-1)
  return given.length <= 2 && last && ts.isStringLiteral(last) ? last.text : undefined
}
