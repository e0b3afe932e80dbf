export interface RecordingRule {
  record: string
  expr: string
  labels?: Record<string, string>
}

export interface AlertingRule {
  alert: string
  expr: string
  for?: string
  labels: Record<string, string>
  annotations: Record<'summary' | 'description' | 'runbook_url' | 'dashboard', string>
}

export interface RuleGroup {
  name: string
  interval?: string
  rules: (RecordingRule | AlertingRule)[]
}

/** A page is for somebody who is woken up; a ticket can wait for the morning. */
export type Severity = 'page' | 'ticket'

export interface AlertFacts {
  /** `Continuo…`; its runbook has the same name in kebab-case. */
  readonly alert: string
  readonly severity: Severity
  readonly summary: string
  /** With the value, and the labels that tell where. */
  readonly description: string
  /** Uid of the dashboard to open first. */
  readonly dashboard: string
  readonly expr: string
  /** How long it has to be so. */
  readonly for?: string
}

/** `ContinuoAnswersFailing` → `answers-failing` */
export const runbookOf = (alert: string) =>
  alert
    .replace(/^Continuo/, '')
    .replaceAll(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()

/**
 * Both links are relative: the chart puts `runbookBaseUrl` and `dashboardBaseUrl` of `metrics.prometheusRule` before them when they are
 * set. The time range of the dashboard is its own default, the last hours.
 */
export const toAlert = (facts: AlertFacts, labels: Record<string, string> = {}): AlertingRule => ({
  alert: facts.alert,
  expr: facts.expr,
  ...(facts.for ? { for: facts.for } : {}),
  labels: { severity: facts.severity, ...labels },
  annotations: {
    summary: facts.summary,
    description: facts.description,
    runbook_url: `docs/runbooks/${runbookOf(facts.alert)}.md`,
    dashboard: `/d/${facts.dashboard}?var-namespace={{ $labels.namespace }}`,
  },
})
