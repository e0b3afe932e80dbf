import { alertsOf, ruleFiles } from '../rules/rule-files.ts'
import { runbookOf } from '../rules/rule.ts'
import { createScale } from '../rules/scale.ts'
import { periodDays, slos } from '../slos.ts'

/** Tables of docs/alerts.md by the name of their place. */
export const tables = (): Record<string, string> => ({
  slos: toTable(
    ['promise', `of 100 in ${periodDays} days`, 'what counts', 'alert'],
    slos.map(({ title, objective, counts, alert }) => [title, String(objective * 100), counts, alert]),
  ),
  alerts: toTable(
    ['alert', 'severity', 'means', 'for', 'runbook'],
    Object.values(ruleFiles(createScale(1)))
      .flatMap(alertsOf)
      // one for each service
      .filter(({ labels }) => !labels.service || labels.service === 'gateway')
      .map((rule) => [
        rule.alert,
        rule.labels.severity!,
        rule.labels.service ? 'No gateway (chat-api, generator) is to be seen' : rule.annotations.summary,
        rule.for ?? 'at once',
        `[${runbookOf(rule.alert)}](runbooks/${runbookOf(rule.alert)}.md)`,
      ]),
  ),
})

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`

/** As prettier aligns it. */
export function toTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, n) => Math.max(3, ...[head, ...rows].map((cells) => cells[n]!.length)))
  const padded = (cells: readonly string[]) => line(cells.map((cell, n) => cell.padEnd(widths[n]!)))
  return [padded(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(padded)].join('\n')
}
