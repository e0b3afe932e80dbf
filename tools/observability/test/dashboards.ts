import { dashboardFiles } from '../dashboards/index.ts'

export interface PanelJson {
  id: number
  type: string
  title: string
  description?: string
  datasource?: { uid: string }
  fieldConfig?: { defaults: { unit?: string } }
  targets?: { expr: string; legendFormat: string; datasource: { uid: string } }[]
  panels?: PanelJson[]
  gridPos: { x: number; y: number; w: number; h: number }
}

export interface DashboardJson {
  uid: string
  title: string
  id?: number
  schemaVersion: number
  tags: string[]
  templating: { list: { name: string; allValue?: string; datasource?: { uid: string } }[] }
  links: { includeVars: boolean; keepTime: boolean }[]
  annotations: { list: { expr: string }[] }
  panels: PanelJson[]
}

export interface Dashboard {
  readonly name: string
  readonly text: string
  readonly json: DashboardJson
  /** Rows left out, those inside folded rows too. */
  readonly panels: PanelJson[]
}

export const dashboards: Dashboard[] = dashboardFiles().map(([name, text]) => {
  const json = JSON.parse(text) as DashboardJson
  return {
    name,
    text,
    json,
    panels: json.panels.flatMap((panel) => (panel.type === 'row' ? (panel.panels ?? []) : [panel])),
  }
})

export interface PanelQuery {
  readonly panel: string
  /** As Grafana sends it with everything chosen. */
  readonly expr: string
  readonly mayBeEmpty: boolean
}

/** @param interval For `$__rate_interval`. */
export const queriesOf = ({ json, panels }: Dashboard, interval: string): PanelQuery[] =>
  panels.flatMap(({ title, description = '', targets = [] }) =>
    targets.map(({ expr }) => ({
      panel: `${json.title}: ${title}`,
      expr: fill(expr, json, interval),
      mayBeEmpty: description.includes('[may be empty]'),
    })),
  )

function fill(expr: string, { templating }: DashboardJson, interval: string): string {
  const values = templating.list.map(({ name, allValue }) => [name, allValue] as const)
  return values.reduce(
    (text, [name, value]) => (value === undefined ? text : text.replaceAll(`$${name}`, value)),
    expr.replaceAll('$__rate_interval', interval),
  )
}

const words = new Set(
  'sum min max avg count group by without on ignoring unless and or bool offset rate increase histogram_quantile vector time clamp_min le'.split(
    ' ',
  ),
)

/** Names of the series that an expression reads. */
export function metricsIn(expr: string): string[] {
  const bare = expr
    .replaceAll(/"(?:[^"\\]|\\.)*"/g, '')
    .replaceAll(/\{[^}]*\}/g, '')
    .replaceAll(/\[[^\]]*\]/g, '')
    .replaceAll(/\b(by|without|on|ignoring|group_left|group_right) *\([^)]*\)/g, '')
  return [...bare.matchAll(/[a-z_:][\w:]*\b(?! *\()/gi)]
    .map(([name]) => name)
    .filter((name) => !words.has(name) && /_|:/.test(name))
}
