import { type Level, levels } from './in-code.ts'

export interface DocumentedEvent {
  readonly service: string
  readonly name: string
  readonly levels: Level[]
  readonly fields: string
  readonly meaning: string
  readonly action: string
}

/** The rows of `docs/log-events.md`: under the heading of each service a table of name, level, fields, meaning, action. */
export function eventsInPage(text: string): DocumentedEvent[] {
  let service = ''
  const events: DocumentedEvent[] = []
  for (const line of text.split('\n')) {
    service = /^## (.+)$/.exec(line)?.[1]?.toLowerCase() ?? service
    const cells = line.split('|').map((cell) => cell.trim())
    const name = /^`(.+)`$/.exec(cells[1] ?? '')?.[1]
    if (!line.startsWith('|') || name === undefined) continue
    const [level = '', fields = '', meaning = '', action = ''] = cells.slice(2)
    events.push({ service, name, levels: levels.filter((each) => level.includes(each)), fields, meaning, action })
  }
  return events
}
