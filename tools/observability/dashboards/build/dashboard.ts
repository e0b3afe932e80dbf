import { type Row, layOut } from './layout.ts'
import { dataSource } from './panel.ts'

export interface DashboardFacts {
  /** Fixed for ever: alerts and bookmarks name it. */
  readonly uid: string
  readonly title: string
  readonly description: string
  /** Regular expression of the jobs that it is about. */
  readonly jobs: string
  readonly rows: readonly Row[]
}

const all = (value: string) => ({
  includeAll: true,
  multi: true,
  allValue: value,
  current: { text: 'All', value: '$__all' },
})

const variable = (name: string, label: string, query: string, more: Record<string, unknown>) => ({
  name,
  label,
  type: 'query',
  datasource: dataSource,
  query: { query, refId: name },
  definition: query,
  // when the time range changes: pods come and go
  refresh: 2,
  sort: 1,
  ...more,
})

const variablesOf = (jobs: string) => [
  { name: 'datasource', label: 'Data source', type: 'datasource', query: 'prometheus', current: {}, refresh: 1 },
  variable('namespace', 'Namespace', 'label_values(continuo_build_info, namespace)', all('.*')),
  variable('job', 'Job', 'label_values(continuo_build_info{namespace=~"$namespace"}, job)', {
    ...all(jobs),
    regex: `/${jobs}/`,
  }),
  variable('pod', 'Pod', 'label_values(continuo_build_info{namespace=~"$namespace", job=~"$job"}, pod)', all('.*')),
]

const annotation = (name: string, expr: string, titleFormat: string, iconColor: string) => ({
  name,
  enable: true,
  hide: false,
  datasource: dataSource,
  expr,
  titleFormat,
  step: '30s',
  iconColor,
})

const annotations = [
  annotation(
    'Versions',
    'count by (namespace, service, version) (continuo_build_info{namespace=~"$namespace"}) unless on (namespace, service, version) count by (namespace, service, version) (continuo_build_info{namespace=~"$namespace"} offset 2m)',
    '{{service}} {{version}} begins in {{namespace}}',
    'blue',
  ),
  annotation(
    'Alerts',
    'group by (namespace, alertname, severity) (ALERTS{alertstate="firing", namespace=~"$namespace"})',
    '{{alertname}} ({{severity}}) in {{namespace}}',
    'red',
  ),
]

const link = (title: string, more: Record<string, unknown>) => ({
  title,
  includeVars: true,
  keepTime: true,
  targetBlank: false,
  asDropdown: false,
  tags: [] as string[],
  ...more,
})

/** The JSON that Grafana provisions, one text for the chart, kustomize and a Grafana beside `npm run observe`. */
export const toJson = ({ uid, title, description, jobs, rows }: DashboardFacts): string =>
  `${JSON.stringify(
    {
      uid,
      title,
      description,
      tags: ['continuo'],
      schemaVersion: 41,
      version: 1,
      editable: false,
      graphTooltip: 1,
      refresh: '30s',
      time: { from: 'now-3h', to: 'now' },
      timezone: '',
      templating: { list: variablesOf(jobs) },
      annotations: { list: annotations },
      links: [link('Continuo', { type: 'dashboards', tags: ['continuo'] })],
      panels: layOut(rows),
    },
    null,
    1,
  )}\n`
