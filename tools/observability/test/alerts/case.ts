import type { Severity } from '../../rules/rule.ts'
import type { Series } from './timeline.ts'

/** What an alert must say to: a sick namespace, one that is nearly so, and one that is healthy all the time. */
export interface AlertCase {
  readonly alert: string
  readonly severity: Severity
  /** Minutes until it must fire. */
  readonly sickMinutes: number
  /** Minutes after the mending until it must be over. */
  readonly healMinutes: number
  /** Between two scrapes and two evaluations. */
  readonly stepMinutes: number
  /** Series of one namespace. */
  readonly series: (namespace: string) => Series[]
}
