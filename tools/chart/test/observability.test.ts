import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chartFolder } from '../describe-values.ts'
import { type Rendered, describeChart, envOf, find, kinds, names, refusal, render } from './helm.ts'

/** The chart with rules and a dashboard of this test: what the product ships may change. */
let chart: string
const rules = (name: string, more: string) => `groups:
  - name: ${name}
    interval: 30s
    rules:
${more}`
const dashboard = `{"uid":"one","title":"{{ not a template }}","panels":[]}\n`

beforeAll(() => {
  chart = mkdtempSync(join(tmpdir(), 'continuo-chart-'))
  cpSync(chartFolder, chart, { recursive: true })
  for (const part of ['rules', 'dashboards']) {
    rmSync(join(chart, 'files', part), { recursive: true, force: true })
    mkdirSync(join(chart, 'files', part))
  }
  writeFileSync(
    join(chart, 'files/rules/one.yaml'),
    rules(
      'one',
      `      - record: a:b
        expr: sum(rate(c[5m]))
        labels: &same { slo: accept }
      - alert: Slow
        expr: a:b{job=~"x|y"} > 1
        for: 2m
        labels: { severity: page }
        annotations:
          summary: It is slow
          description: '{{ $labels.namespace }} is at {{ $value | humanizePercentage }}'
          runbook_url: docs/runbooks/slow.md
          dashboard: /d/one?var-namespace={{ $labels.namespace }}
      - record: d:e
        expr: f
        labels: *same
`,
    ),
  )
  writeFileSync(
    join(chart, 'files/rules/two.yaml'),
    rules(
      'two',
      '      - { alert: Gone, expr: up == 0, labels: { severity: ticket }, annotations: { summary: Gone } }\n',
    ),
  )
  writeFileSync(join(chart, 'files/dashboards/one.json'), dashboard)
})
afterAll(() => rmSync(chart, { recursive: true }))

const added = (values: object) => {
  const before = new Set(names(render({}, { chart })))
  return render(values, { chart }).filter(({ kind, metadata }) => !before.has(`${kind}/${metadata.name}`))
}
const rulesWith = (prometheusRule: object, more: object = {}) =>
  added({ metrics: { prometheusRule: { enabled: true, ...prometheusRule }, ...more } })
const firstAlert = (objects: Rendered[]) =>
  find(objects, 'PrometheusRule', 'continuo-one').spec.groups[0].rules.find((rule: { alert?: string }) => rule.alert)

describeChart('metrics', () => {
  test('one PodMonitor per service, none for what runs by the clock', () => {
    const objects = added({ metrics: { podMonitor: { enabled: true, annotations: { by: 'us' } } } })
    expect(names(objects)).toEqual([
      'PodMonitor/continuo-chat-api',
      'PodMonitor/continuo-gateway',
      'PodMonitor/continuo-generator',
    ])
    expect(objects[0]!.metadata.annotations).toEqual({ by: 'us' })
  })

  test('or one ServiceMonitor each, with a headless Service of the operations port that callers never see', () => {
    const objects = added({ metrics: { serviceMonitor: { enabled: true, labels: { release: 'prometheus' } } } })
    expect(names(objects)).toEqual([
      'Service/continuo-chat-api-metrics',
      'Service/continuo-gateway-metrics',
      'Service/continuo-generator-metrics',
      'ServiceMonitor/continuo-chat-api',
      'ServiceMonitor/continuo-gateway',
      'ServiceMonitor/continuo-generator',
    ])
    const all = render({ metrics: { serviceMonitor: { enabled: true } } }, { chart })
    for (const { metadata, spec } of objects.filter(({ kind }) => kind === 'ServiceMonitor')) {
      expect(metadata.labels).toMatchObject({ release: 'prometheus' })
      const wanted = Object.entries(spec.selector.matchLabels as Record<string, string>)
      const selected = all.filter(
        (object) =>
          object.kind === 'Service' && wanted.every(([key, value]) => object.metadata.labels?.[key] === value),
      )
      expect(selected.map((service) => service.metadata.name)).toEqual([`${metadata.name}-metrics`])
      expect(selected[0]!.spec).toMatchObject({ clusterIP: 'None', publishNotReadyAddresses: true })
      expect(selected[0]!.spec.ports.map((port: { name: string }) => port.name)).toEqual([spec.endpoints[0].port])
    }
  })
})

describeChart('rules', () => {
  test('one PrometheusRule per file, in which what is for Prometheus stays as it is', () => {
    const objects = rulesWith({})
    expect(names(objects)).toEqual(['PrometheusRule/continuo-one', 'PrometheusRule/continuo-two'])
    const [recorded, alert, again] = find(objects, 'PrometheusRule', 'continuo-one').spec.groups[0].rules
    expect(recorded).toEqual({ record: 'a:b', expr: 'sum(rate(c[5m]))', labels: { slo: 'accept' } })
    expect(again.labels).toEqual({ slo: 'accept' })
    expect(alert).toEqual({
      alert: 'Slow',
      expr: 'a:b{job=~"x|y"} > 1',
      for: '2m',
      labels: { severity: 'page' },
      annotations: {
        summary: 'It is slow',
        description: '{{ $labels.namespace }} is at {{ $value | humanizePercentage }}',
        runbook_url: 'https://github.com/continuo-chat/continuo/blob/main/docs/runbooks/slow.md',
        dashboard: '/d/one?var-namespace={{ $labels.namespace }}',
      },
    })
  })

  test('links lead where the values say, and alerts carry the labels that they say', () => {
    const objects = rulesWith({
      labels: { release: 'prometheus' },
      annotations: { by: 'us' },
      namespace: 'monitoring',
      alertLabels: { team: 'chat' },
      runbookBaseUrl: 'https://wiki.example.org/runbooks/',
      dashboardBaseUrl: 'https://grafana.example.org/',
    })
    expect(objects[0]!.metadata).toMatchObject({
      namespace: 'monitoring',
      labels: { release: 'prometheus' },
      annotations: { by: 'us' },
    })
    expect(firstAlert(objects)).toMatchObject({
      labels: { team: 'chat', severity: 'page' },
      annotations: {
        runbook_url: 'https://wiki.example.org/runbooks/slow.md',
        dashboard: 'https://grafana.example.org/d/one?var-namespace={{ $labels.namespace }}',
      },
    })
  })

  test('an alert that is switched off is gone, and so is a file with nothing left; others may be changed', () => {
    expect(names(rulesWith({ disabledAlerts: ['Gone'] }))).toEqual(['PrometheusRule/continuo-one'])
    expect(firstAlert(rulesWith({ disabledAlerts: ['Slow'] }))).toBeUndefined()
    const patch = { prometheusrule: [{ op: 'replace', path: '/spec/groups/0/interval', value: '1m' }] }
    expect(rulesWith({}, { patch })[0]!.spec.groups[0].interval).toBe('1m')
    expect(refusal({ metrics: { prometheusRule: { enabled: true, disabledAlerts: ['Slo'] } } }, { chart })).toMatch(
      /names Slo, and there is no such alert; there are Slow, Gone/,
    )
  })
})

describeChart('dashboards', () => {
  test('a ConfigMap each, to the byte, where the sidecar looks', () => {
    const dashboards = { enabled: true, annotations: { grafana_folder: 'Chat' }, namespace: 'grafana' }
    const [object, ...others] = added({ metrics: { dashboards } })
    expect(others).toEqual([])
    expect(object).toMatchObject({
      kind: 'ConfigMap',
      metadata: {
        name: 'continuo-dashboard-one',
        namespace: 'grafana',
        labels: { grafana_dashboard: '1' },
        annotations: { grafana_folder: 'Chat' },
      },
      data: { 'one.json': dashboard },
    })
  })

  test('or a resource of the Grafana operator, which no sidecar takes for its own', () => {
    const dashboards = { enabled: true, kind: 'grafanaDashboard', folder: 'Chat' }
    const [object, ...others] = added({ metrics: { dashboards } })
    expect(others).toEqual([])
    expect(object).toMatchObject({
      apiVersion: 'grafana.integreatly.org/v1beta1',
      kind: 'GrafanaDashboard',
      spec: { instanceSelector: { matchLabels: { dashboards: 'grafana' } }, folder: 'Chat', json: dashboard },
    })
    expect(object!.metadata.labels).not.toHaveProperty('grafana_dashboard')
  })

  test('one that no ConfigMap would hold is refused', () => {
    const large = join(chart, 'files/dashboards/large.json')
    writeFileSync(large, JSON.stringify({ uid: 'large', text: 'x'.repeat(1_000_000) }))
    const values = { metrics: { dashboards: { enabled: true } } }
    expect(refusal(values, { chart })).toMatch(/large\.json has \d+ bytes, too many for a ConfigMap/)
    rmSync(large)
    expect(refusal(values, { chart })).toBeUndefined()
  })
})

describeChart('traces', () => {
  const tracing = { enabled: true, endpoint: 'http://otel-collector.observability:4318' }
  const services = ['gateway', 'chat-api', 'generator'] as const

  test('are off: no variable, no way to a collector', () => {
    expect(JSON.stringify(render())).not.toMatch(/OTEL_|4318/)
  })

  test('go from every service to the collector, by OpenTelemetry’s own variables', () => {
    const values = { ...tracing, samplerArg: 0.25, resourceAttributes: { 'deployment.environment.name': 'a,b' } }
    const objects = render({ tracing: values })
    const wanted = {
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://otel-collector.observability:4318',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0.25',
      OTEL_RESOURCE_ATTRIBUTES:
        'k8s.namespace.name=$(K8S_NAMESPACE_NAME),k8s.pod.name=$(K8S_POD_NAME),deployment.environment.name=a%2Cb',
    }
    for (const name of services) expect(envOf(find(objects, 'Deployment', `continuo-${name}`))).toMatchObject(wanted)
    for (const run of ['sweep', 'repair'])
      expect(envOf(find(objects, 'CronJob', `continuo-janitor-${run}`))).toMatchObject(wanted)
    for (const name of [...services, 'janitor'])
      expect(find(objects, 'NetworkPolicy', `continuo-${name}`).spec.egress).toContainEqual({
        to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'observability' } } }],
        ports: [{ protocol: 'TCP', port: 4318 }],
      })
    expect(kinds(objects)).toEqual(kinds(render()))
  })

  test('with a key from a Secret, and a port that the address does not name', () => {
    const headersSecret = { name: 'otel', key: 'headers' }
    const objects = render({
      tracing: { ...tracing, endpoint: 'https://otlp.example.org/x', headersSecret, sampler: 'always_on' },
    })
    const env = envOf(find(objects, 'Deployment', 'continuo-gateway'))
    expect(env['OTEL_EXPORTER_OTLP_HEADERS']).toBe('otel/headers')
    expect(env).not.toHaveProperty('OTEL_TRACES_SAMPLER_ARG')
    const ports = find(objects, 'NetworkPolicy', 'continuo-generator').spec.egress.map(
      (rule: { ports: { port: number }[] }) => rule.ports[0]!.port,
    )
    expect(ports).toContain(443)
  })
})

describeChart('settings', () => {
  test('of logins, the audit log, connections and reports come in units that people use', () => {
    const objects = render({
      auth: { loginIdleDays: 7, guestIdleDays: 30, loginLifetimeDays: 90 },
      retention: { auditDays: 1_000 },
      chatApi: { connectionAgeSeconds: 60 },
      gateway: { webReportShare: 0 },
    })
    expect(envOf(find(objects, 'Deployment', 'continuo-chat-api'))).toMatchObject({
      LOGIN_IDLE_MS: '604800000',
      GUEST_IDLE_MS: '2592000000',
      LOGIN_LIFETIME_MS: '7776000000',
      AUDIT_DAYS: '1000',
      GRPC_MAX_CONNECTION_AGE_MS: '60000',
    })
    expect(envOf(find(objects, 'Deployment', 'continuo-gateway'))).toMatchObject({ WEB_REPORT_SHARE: '0' })
    const plain = envOf(find(render(), 'Deployment', 'continuo-chat-api'))
    for (const name of ['LOGIN_IDLE_MS', 'AUDIT_DAYS', 'GRPC_MAX_CONNECTION_AGE_MS'])
      expect(plain).not.toHaveProperty(name)
  })
})
