/** Who may import whom. The arrows are drawn in ARCHITECTURE.md; a new one is a decision, not a fix. */
const service = (name, ...packages) => ({
  name: `${name}-arrows`,
  severity: 'error',
  comment: `${name} may import only: ${packages.join(', ')}`,
  from: { path: `^services/${name}/src`, pathNot: '\\.test\\.ts$' },
  to: {
    path: '^(packages|services|tools|web|e2e|bench)/',
    pathNot: [`^services/${name}/`, ...packages.map((p) => `^packages/${p}`)],
  },
})

const only = (library, ...places) => ({
  name: `one-importer-of-${library.replace(/\W/g, '-')}`,
  severity: 'error',
  comment: `${library} is imported in one place, so that it can be replaced in one place`,
  from: { path: '^(packages|services|web)/', pathNot: [...places, '\\.test\\.ts$', '/test/', '^packages/testkit/'] },
  to: { path: `node_modules/${library}/` },
})

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'contract-is-the-root',
      severity: 'error',
      comment: 'contract crosses every border, the browser included: it imports zod and nothing else',
      from: { path: '^packages/contract/src', pathNot: '\\.test\\.ts$' },
      to: { pathNot: ['^packages/contract/', 'node_modules/zod'] },
    },
    {
      name: 'packages-never-import-services',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^(services|web|e2e|bench)/' },
    },
    {
      name: 'stream-log-arrows',
      severity: 'error',
      from: { path: '^packages/stream-log/src', pathNot: '\\.test\\.ts$' },
      to: { path: '^packages/', pathNot: ['^packages/stream-log/', '^packages/contract/'] },
    },
    {
      name: 'rpc-arrows',
      severity: 'error',
      from: { path: '^packages/rpc/src', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^packages/',
        pathNot: ['^packages/rpc/', '^packages/contract/', '^packages/telemetry/src/tracing/'],
      },
    },
    service('gateway', 'contract', 'rpc', 'runtime', 'telemetry', 'stream-log/src/(reader|hub|frame|redis|keys|types)'),
    service(
      'chat-api',
      'contract',
      'rpc',
      'runtime',
      'telemetry',
      'stream-log/src/(reader|control|admin|redis|keys|types)',
    ),
    service(
      'generator',
      'contract',
      'rpc',
      'runtime',
      'telemetry',
      'stream-log/src/(writer|coalesce|control|redis|keys|types)',
    ),
    service('janitor', 'contract', 'rpc', 'runtime', 'telemetry', 'stream-log/src/(admin|redis|keys|types)'),
    {
      name: 'web-knows-the-contract-only',
      severity: 'error',
      from: { path: '^web/src' },
      to: { path: '^(packages|services|tools)/', pathNot: '^packages/contract/' },
    },
    {
      name: 'web-layers-transport',
      severity: 'error',
      comment: 'app → features → data → transport → contract',
      from: { path: '^web/src/transport/' },
      to: { path: '^web/src/(app|features|data)/' },
    },
    {
      name: 'web-layers-data',
      severity: 'error',
      from: { path: '^web/src/data/' },
      to: { path: '^web/src/(app|features)/' },
    },
    {
      name: 'web-layers-features',
      severity: 'error',
      from: { path: '^web/src/(features|shared)/' },
      to: { path: '^web/src/app/' },
    },
    {
      name: 'testkit-in-tests-only',
      severity: 'error',
      from: {
        path: '^(packages|services|tools|web)/',
        pathNot: ['\\.test\\.ts$', '/test/', '^packages/testkit/'],
      },
      to: { path: '^packages/testkit/' },
    },
    {
      name: 'devstack-never-in-production',
      severity: 'error',
      from: { path: '^(packages|services|web)/', pathNot: ['\\.test\\.ts$', '/test/', '^packages/testkit/'] },
      to: { path: '^tools/' },
    },
    only('knex', '^services/chat-api/'),
    only('express', '^services/gateway/'),
    only('@grpc', '^packages/rpc/'),
    only('@anthropic-ai', '^services/generator/src/claude/'),
    only('dexie', '^web/src/(data|shared)/'),
    only('bullmq', '^services/chat-api/src/outbox/', '^services/generator/src/(worker|queue)'),
    only('ws', '^services/gateway/src/streams/'),
    only('rate-limiter-flexible', '^services/gateway/src/limits/'),
    only('@opentelemetry', '^packages/telemetry/src/tracing/sdk\\.ts$'),
    {
      name: 'no-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^virtual:', '\\?'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['/gen/', '/dist/', '^\\.cache'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'default', 'types'] },
  },
}
