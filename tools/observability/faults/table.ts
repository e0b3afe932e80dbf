import { toTable } from '../docs/tables.ts'

export interface Seen {
  /** `name (severity)` */
  readonly alert: string
  readonly fault: string
  /** Seconds after the fault began, and after it was mended; undefined = not in time. */
  readonly firedS: number | undefined
  readonly overS: number | undefined
  /** What it said. */
  readonly description: string
}

const seconds = (value: number | undefined) => (value === undefined ? '**not seen**' : `${Math.round(value)} s`)

export const tableOf = (seen: readonly Seen[]): string =>
  toTable(
    ['alert', 'fault', 'fires after', 'over after mending', 'what it said'],
    seen.map(({ alert, fault, firedS, overS, description }) => [
      alert,
      fault,
      seconds(firedS),
      seconds(overS),
      description,
    ]),
  )
