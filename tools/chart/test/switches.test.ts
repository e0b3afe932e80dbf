import { expect, test } from 'vitest'
import { type Rendered, describeChart, envOf, find, kinds, names, podOf, render } from './helm.ts'

const dev = { files: ['values-dev.yaml'] }
describeChart('by default', () => {
  test('four services run, and every secret is read by the name of a Secret that the chart does not make', () => {
    const objects = render()
    expect(kinds(objects)).not.toContain('Secret')
    const workloadsOf = (kind: string) => names(objects).filter((name) => name.startsWith(`${kind}/`))
    expect(workloadsOf('Deployment')).toEqual([
      'Deployment/continuo-chat-api',
      'Deployment/continuo-gateway',
      'Deployment/continuo-generator',
    ])
    expect(workloadsOf('CronJob')).toEqual(['CronJob/continuo-janitor-sweep', 'CronJob/continuo-janitor-repair'])
    expect(envOf(find(objects, 'Deployment', 'continuo-gateway'))).toMatchObject({
      LOGIN_SECRET: 'continuo-secrets/LOGIN_SECRET',
      IDENTITY_PRIVATE_KEY: 'continuo-secrets/GATEWAY_IDENTITY_KEY',
      REDIS_URL: 'continuo-secrets/REDIS_URL',
    })
    expect(envOf(find(objects, 'Deployment', 'continuo-chat-api'))).toMatchObject({
      DATABASE_URL: 'continuo-secrets/DATABASE_URL',
      IDENTITY_PUBLIC_KEYS: 'continuo-secrets/IDENTITY_PUBLIC_KEYS',
    })
    expect(envOf(find(objects, 'Deployment', 'continuo-generator'))).toMatchObject({
      ANTHROPIC_API_KEY: 'continuo-secrets/ANTHROPIC_API_KEY',
    })
  })

  test('chat-api’s Service is headless, and callers ask for all of its pods', () => {
    const objects = render()
    expect(find(objects, 'Service', 'continuo-chat-api').spec).toMatchObject({ clusterIP: 'None' })
    expect(envOf(find(objects, 'Deployment', 'continuo-generator'))['CHAT_API_ADDRESS']).toBe(
      'dns:///continuo-chat-api:50051',
    )
    expect(names(objects)).not.toContain('Service/continuo-generator')
  })

  test('liveness asks no store, readiness does, and a pod has the time its drain takes', () => {
    const objects = render()
    for (const [name, grace] of [
      ['gateway', 40],
      ['chat-api', 35],
      ['generator', 110],
    ] as const) {
      const { spec } = find(objects, 'Deployment', `continuo-${name}`).spec.template as Rendered
      expect(spec.terminationGracePeriodSeconds).toBe(grace)
      expect(spec.containers[0].livenessProbe.httpGet.path).toBe('/livez')
      const { readinessProbe } = spec.containers[0]
      expect(readinessProbe.httpGet?.path ?? readinessProbe.grpc.port).toBe(name === 'chat-api' ? 50051 : '/readyz')
    }
  })
})

describeChart('a switch', () => {
  test('guests, sign-up, OIDC and limits become settings of the service that knows them', () => {
    const objects = render(
      {
        auth: { guests: true, signup: true, adminEmails: ['a@example.org', 'b@example.org'] },
        limits: { userConcurrency: 7, userTokensPerDay: 1_000_000 },
      },
      { files: ['ci/oidc.yaml'] },
    )
    expect(envOf(find(objects, 'Deployment', 'continuo-gateway'))).toMatchObject({
      GUESTS: 'true',
      SIGNUP: 'open',
      LOCAL_ACCOUNTS: 'false',
      OIDC_ISSUER: 'https://login.example.org/realms/main',
      OIDC_CLIENT_ID: 'continuo',
      OIDC_CLIENT_SECRET: 'continuo-secrets/OIDC_CLIENT_SECRET',
      OIDC_ALLOWED_GROUPS: 'staff',
    })
    expect(envOf(find(objects, 'Deployment', 'continuo-chat-api'))).toMatchObject({
      ADMIN_EMAILS: 'a@example.org,b@example.org',
      USER_CONCURRENCY: '7',
      USER_TOKENS_PER_DAY: '1000000',
    })
  })

  test('OIDC opens the way to the issuer, a public client needs no secret', () => {
    const values = { auth: { oidc: { publicClient: true } } }
    const objects = render(values, { files: ['ci/oidc.yaml'] })
    expect(envOf(find(objects, 'Deployment', 'continuo-gateway'))).not.toHaveProperty('OIDC_CLIENT_SECRET')
    const portsTo = (rendered: Rendered[]) =>
      find(rendered, 'NetworkPolicy', 'continuo-gateway').spec.egress.flatMap((rule: { ports: { port: number }[] }) =>
        rule.ports.map(({ port }) => port),
      )
    expect(portsTo(objects)).toContain(443)
    expect(portsTo(render())).not.toContain(443)
  })

  test('Ingress and HTTPRoute tell the gateway its origin and that one proxy is in front; streams have no time limit', () => {
    const ingress = render({}, { files: ['ci/ingress.yaml'] })
    expect(envOf(find(ingress, 'Deployment', 'continuo-gateway'))).toMatchObject({
      PUBLIC_ORIGIN: 'https://chat.example.org,https://chat.example.com',
      TRUST_PROXY: '1',
    })
    expect(find(ingress, 'Ingress', 'continuo-gateway').spec.rules).toHaveLength(2)
    const route = find(render({}, { files: ['ci/http-route.yaml'] }), 'HTTPRoute', 'continuo-gateway')
    expect(route.spec.rules[0]).toMatchObject({
      matches: [{ path: { value: '/api/v1/chat/stream' } }, { path: { value: '/api/v1/chat/socket' } }],
      timeouts: { request: '0s', backendRequest: '0s' },
    })
  })

  test('autoscaling takes the replicas out of the Deployment and scales down no faster than a pod drains', () => {
    for (const file of ['ci/autoscaling-hpa.yaml', 'ci/autoscaling-keda.yaml']) {
      const objects = render({}, { files: [file] })
      for (const name of ['gateway', 'generator'])
        expect(find(objects, 'Deployment', `continuo-${name}`).spec).not.toHaveProperty('replicas')
    }
    const scaled = find(render({}, { files: ['ci/autoscaling-keda.yaml'] }), 'ScaledObject', 'continuo-generator')
    const { scaleDown } = scaled.spec.advanced.horizontalPodAutoscalerConfig.behavior
    expect(scaleDown).toMatchObject({ stabilizationWindowSeconds: 300, policies: [{ value: 1, periodSeconds: 110 }] })
    expect(
      render({ generator: { replicas: null } }).find(({ metadata }) => metadata.name === 'continuo-generator'),
    ).not.toHaveProperty('spec.replicas')
  })

  test('KEDA counts waiting, prioritized and active jobs of the queues that generators take from', () => {
    const values = { queues: ['default', 'chat'] }
    const objects = render(values, { files: ['ci/autoscaling-keda.yaml'] })
    const { triggers, advanced } = find(objects, 'ScaledObject', 'continuo-generator').spec
    expect(triggers.map(({ metadata }: { metadata: { listName: string } }) => metadata.listName)).toEqual([
      'bull:default:wait',
      'bull:default:prioritized',
      'bull:default:active',
      'bull:chat:wait',
      'bull:chat:prioritized',
      'bull:chat:active',
    ])
    expect(advanced.scalingModifiers.formula).toBe(
      'default_wait + default_prioritized + default_active + chat_wait + chat_prioritized + chat_active',
    )
    const env = envOf(find(objects, 'Deployment', 'continuo-generator'))
    expect(env['QUEUES']).toBe('default,chat')
    expect(advanced.scalingModifiers.target).toBe(env['GENERATOR_CONCURRENCY'])
    expect(find(objects, 'TriggerAuthentication', 'continuo-generator').spec.secretTargetRef).toEqual([
      { parameter: 'password', name: 'continuo-secrets', key: 'REDIS_PASSWORD' },
    ])
  })

  test('disruption budgets are there above one replica only', () => {
    expect(names(render()).filter((name) => name.startsWith('PodDisruptionBudget'))).toHaveLength(3)
    expect(kinds(render({}, dev))).not.toContain('PodDisruptionBudget')
    expect(
      kinds(render({ gateway: { pdb: { enabled: false } }, chatApi: { replicas: 1 }, generator: { replicas: 0 } })),
    ).not.toContain('PodDisruptionBudget')
  })

  test('dev mode brings stores, stand-in and Secret, and nobody but those who need them may connect', () => {
    const objects = render({}, dev)
    expect(names(objects)).toEqual(
      expect.arrayContaining([
        'StatefulSet/continuo-postgres',
        'StatefulSet/continuo-redis',
        'Deployment/continuo-model-stand-in',
        'Secret/continuo-secrets',
      ]),
    )
    expect(podOf(find(objects, 'StatefulSet', 'continuo-redis')).spec.containers[0]).toMatchObject({
      args: expect.arrayContaining(['--appendonly', 'yes', '--maxmemory-policy', 'noeviction']),
    })
    const from = find(objects, 'NetworkPolicy', 'continuo-postgres').spec.ingress[0].from as {
      podSelector: { matchLabels: Record<string, string> }
    }[]
    expect(from.map(({ podSelector }) => podSelector.matchLabels['app.kubernetes.io/component'])).toEqual([
      'chat-api',
      'migrations',
    ])
  })

  test('an item of the made Secret may come from another one', () => {
    const values = { modelStandIn: { enabled: false }, secrets: { modelApiKey: { name: 'continuo-model' } } }
    const env = envOf(find(render(values, dev), 'Deployment', 'continuo-generator'))
    expect(env).toMatchObject({
      ANTHROPIC_API_KEY: 'continuo-model/ANTHROPIC_API_KEY',
      IDENTITY_PRIVATE_KEY: 'continuo-secrets/GENERATOR_IDENTITY_KEY',
    })
  })

  test('a changed item of the made Secret rolls every pod', () => {
    const stamp = (value: string) => {
      const gateway = find(
        render({ secrets: { values: { LOGIN_SECRET: value } } }, dev),
        'Deployment',
        'continuo-gateway',
      )
      return gateway.spec.template.metadata.annotations['checksum/secrets'] as string
    }
    expect(stamp('one')).not.toBe(stamp('other'))
  })

  test('cnpg makes a Cluster and reads the Secret that the operator makes', () => {
    const objects = render({}, { files: ['ci/cnpg.yaml'] })
    expect(find(objects, 'Cluster', 'continuo-postgres').spec).toMatchObject({
      instances: 2,
      monitoring: { enablePodMonitor: true },
    })
    expect(envOf(find(objects, 'Deployment', 'continuo-chat-api'))['DATABASE_URL']).toBe('continuo-postgres-app/uri')
  })

  test('stores by parts become URLs whose passwords stay in their Secrets', () => {
    const env = envOf(find(render({}, { files: ['ci/external-stores.yaml'] }), 'Deployment', 'continuo-chat-api'))
    expect(env).toMatchObject({
      DATABASE_PASSWORD: 'postgres/password',
      DATABASE_URL:
        'postgresql://continuo:$(DATABASE_PASSWORD)@postgres.example.internal:6432/continuo?sslmode=require',
      REDIS_PASSWORD: 'redis/password',
      REDIS_URL: 'rediss://continuo:$(REDIS_PASSWORD)@redis.example.internal:6390/2',
    })
    const names = Object.keys(env)
    expect(names.indexOf('DATABASE_PASSWORD')).toBeLessThan(names.indexOf('DATABASE_URL'))
  })

  test('the migrations’ Job has a new name when it has something new to run, and only then', () => {
    const job = (values: object) => names(render(values)).find((name) => name.startsWith('Job/'))
    expect(job({})).toBe(job({ gateway: { replicas: 7 } }))
    expect(job({ image: { tag: '9.9.9' } })).not.toBe(job({}))
    const hook = render({}, { files: ['ci/migrations-hook.yaml'] })
    expect(find(hook, 'Job', 'continuo-migrations').metadata.annotations).toMatchObject({
      'helm.sh/hook': 'pre-install,pre-upgrade',
    })
    expect(kinds(render({ migrations: { mode: 'none' } }))).not.toContain('Job')
  })

  test('TLS between services: files for each, and readiness by the operations port, since the kubelet speaks no TLS', () => {
    const objects = render({}, { files: ['ci/service-tls.yaml'] })
    expect(names(objects).filter((name) => name.startsWith('Certificate/'))).toHaveLength(5)
    const chatApi = find(objects, 'Deployment', 'continuo-chat-api')
    expect(envOf(chatApi)).toMatchObject({
      GRPC_TLS_CERT: '/etc/continuo/tls/tls.crt',
      GRPC_TLS_CA: '/etc/continuo/tls/ca.crt',
    })
    expect(podOf(chatApi).spec.containers[0]).toMatchObject({ readinessProbe: { httpGet: { path: '/readyz' } } })
    expect(find(objects, 'Certificate', 'continuo-chat-api').spec.dnsNames).toContain('continuo-chat-api')
  })

  test('network policies, janitor and test can be left out', () => {
    const objects = render({ networkPolicy: { enabled: false }, janitor: { enabled: false }, test: { enabled: false } })
    for (const kind of ['NetworkPolicy', 'CronJob', 'Pod', 'ConfigMap']) expect(kinds(objects)).not.toContain(kind)
  })
})
