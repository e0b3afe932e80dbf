import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { eventsInCode, eventsOf, type LoggedEvent } from './in-code.ts'
import { eventsInPage } from './in-page.ts'

const root = join(import.meta.dirname, '../..')
const page = eventsInPage(readFileSync(join(root, 'docs/log-events.md'), 'utf8'))
const code = eventsInCode(root)

const keyOf = ({ service, name }: { service: string; name: string }) => `${service}: ${name}`
const byKey = Map.groupBy(code.events, keyOf)
const levelsOf = (events: readonly LoggedEvent[]) => [...new Set(events.map(({ level }) => level))].toSorted()

test('every event has a name and a level that can be read where it is logged', () => {
  expect(code.unreadable, 'say the name as a plain text, the level as a method').toEqual([])
})

test('every event is in docs/log-events.md, under its service', () => {
  const documented = new Set(page.map(keyOf))
  const missing = [...byKey].filter(([key]) => !documented.has(key))
  const told = missing.map(([key, events]) => `${key} (${levelsOf(events).join(', ')}) at ${events[0]!.at}`)
  expect(told, 'add a row for each: name, level, fields, what it means, what to do').toEqual([])
})

test('every event of the page is logged somewhere, once in the page, and told whole', () => {
  expect(page.map(keyOf).filter((key) => !byKey.has(key))).toEqual([])
  expect(page.length).toBe(new Set(page.map(keyOf)).size)
  for (const { service, name, fields, meaning, action } of page)
    expect([service, name, fields, meaning, action]).not.toContain('')
})

test('every event has the level that the page says', () => {
  const differ = page.flatMap((event) => {
    const is = levelsOf(byKey.get(keyOf(event)) ?? [])
    const says = event.levels.toSorted()
    return is.join() === says.join() ? [] : [`${keyOf(event)}: the page says ${says.join()}, the code ${is.join()}`]
  })
  expect(differ).toEqual([])
})

test('one name is one fact: the same words in another case or another service mean the same', () => {
  const spellings = Map.groupBy(page, ({ name }) => name.toLowerCase())
  for (const [name, events] of spellings) expect([...new Set(events.map((event) => event.name))]).toEqual([name])
})

test('whoever reads the code sees plain calls, conditional levels, children and private loggers, and nothing else', () => {
  const text = `
    logger.info('a')
    deps.logger.warn({ err }, 'b')
    call.log[bad ? 'warn' : 'info'](facts, 'c')
    this.#logger.error({ err }, 'd')
    logger.child({ id }).debug('e')
    Math.log(2); list.info('no'); report.warn({}, 'no')
  `
  const { events, unreadable } = eventsOf('services/x/src/a.ts', text)
  expect(unreadable).toEqual([])
  const read = events.map(({ service, level, name }) => `${service} ${level} ${name}`)
  expect(read.toSorted()).toEqual(['x debug e', 'x error d', 'x info a', 'x info c', 'x warn b', 'x warn c'])
  const bad = [
    'logger.info(`user ${id}`)',
    'logger.warn(name)',
    "logger.info({}, 'a' + b)",
    "logger[level]({}, 'a')",
    'run(logger.warn)',
    'logger.info({ a: 1 })',
    "logger.info('%s', 'a', b)",
  ]
  for (const line of bad) expect([line, eventsOf('packages/y/src/b.ts', line).unreadable.length]).toEqual([line, 1])
})
