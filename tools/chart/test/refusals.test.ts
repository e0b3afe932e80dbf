import { expect, test } from 'vitest'
import { upgradeIn } from './cluster.ts'
import { describeChart, refusal } from './helm.ts'

const unnamed = { existingSecret: '' }

describeChart('values that cannot work are refused with what to do', () => {
  test.each([
    [
      'a secret without a name',
      { secrets: unnamed },
      /create one with the key LOGIN_SECRET and give its name in secrets\.loginSecret\.name/,
    ],
    [
      'a made Secret that lacks an item',
      { secrets: { create: true, values: {} } },
      /secrets\.values has no LOGIN_SECRET/,
    ],
    [
      'a host beside the bundled PostgreSQL',
      { postgres: { mode: 'dev', host: 'db' } },
      /postgres\.host is set while postgres\.mode is dev/,
    ],
    [
      'a host beside the bundled Redis',
      { redis: { mode: 'dev', host: 'cache' } },
      /redis\.host is set while redis\.mode is dev/,
    ],
    [
      'a hook that would read a Secret of the chart',
      hookWith({ secrets: madeSecret() }),
      /hook runs before the Secret of secrets\.create is there: use migrations\.mode job/,
    ],
    [
      'a hook before the bundled PostgreSQL',
      hookWith({ postgres: { mode: 'dev' } }),
      /hook runs before the PostgreSQL of postgres\.mode dev is there/,
    ],
    [
      'a hook before the operator’s PostgreSQL',
      hookWith({ postgres: { mode: 'cnpg' } }),
      /hook runs before the PostgreSQL of postgres\.mode cnpg/,
    ],
    [
      'an Ingress without a host',
      { gateway: { ingress: { enabled: true } } },
      /needs a host name in gateway\.ingress\.hosts/,
    ],
    [
      'an HTTPRoute without a Gateway',
      { gateway: { httpRoute: { enabled: true, hostnames: ['a.example'] } } },
      /needs the Gateway it attaches to/,
    ],
    [
      'an HTTPRoute without a host',
      { gateway: { httpRoute: { enabled: true, parentRefs: [{ name: 'public' }] } } },
      /needs a host name in gateway\.httpRoute\.hostnames/,
    ],
    [
      'fewer at most than at least',
      { chatApi: { autoscaling: { enabled: true, minReplicas: 9 } } },
      /chatApi\.autoscaling\.minReplicas is above maxReplicas/,
    ],
    [
      'KEDA with a Redis known by URL only',
      { generator: { autoscaling: { enabled: true } } },
      /needs redis\.host .*KEDA cannot read a redis:\/\/ URL/,
    ],
    [
      'an HPA of generators without metrics',
      { generator: { autoscaling: { enabled: true, type: 'hpa' } } },
      /needs generator\.autoscaling\.metrics: CPU says nothing/,
    ],
    [
      'an HPA that would go to nothing',
      { generator: { autoscaling: { enabled: true, type: 'hpa', minReplicas: 0, metrics: [{}] } } },
      /an HPA never goes to nothing/,
    ],
    [
      'KEDA for the gateway without Prometheus',
      { gateway: { autoscaling: { enabled: true, type: 'keda' } } },
      /needs gateway\.autoscaling\.prometheusAddress/,
    ],
    [
      'a grace of the gateway shorter than its drain',
      { gateway: { terminationGracePeriodSeconds: 30 } },
      /gateway\.terminationGracePeriodSeconds is 30, and stopping takes up to 40 s/,
    ],
    [
      'a grace of chat-api shorter than its drain',
      { chatApi: { terminationGracePeriodSeconds: 30 } },
      /is 30, and stopping takes up to 35 s/,
    ],
    [
      'a grace of generators shorter than their drain',
      { generator: { terminationGracePeriodSeconds: 60 } },
      /is 60, and stopping takes up to 110 s/,
    ],
    [
      'OIDC without an issuer',
      { auth: { oidc: { enabled: true } } },
      /needs auth\.oidc\.issuer and auth\.oidc\.clientId/,
    ],
    ['nobody who could sign in', { auth: { localAccounts: false } }, /nobody could sign in: switch on/],
    [
      'TLS without its Secret',
      { serviceTls: { mode: 'existingSecret' } },
      /needs the name of the Secret in serviceTls\.existingSecret/,
    ],
    ['TLS without its issuer', { serviceTls: { mode: 'certManager' } }, /needs serviceTls\.issuerRef\.name/],
    [
      'pods that would be scraped twice',
      { metrics: { podMonitor: { enabled: true }, serviceMonitor: { enabled: true } } },
      /would scrape every pod twice: switch one of them off/,
    ],
    [
      'traces without a collector',
      { tracing: { enabled: true } },
      /needs the collector's address in tracing\.endpoint/,
    ],
    [
      'more traces than all',
      { tracing: { enabled: true, endpoint: 'http://otel:4318', samplerArg: 2 } },
      /tracing\.samplerArg is a share from 0 to 1/,
    ],
    [
      'an alert that is left out and does not exist',
      { metrics: { prometheusRule: { enabled: true, disabledAlerts: ['Nothing'] } } },
      /disabledAlerts names Nothing, and there is no such alert/,
    ],
    [
      'a patch of what is not there',
      { gateway: { patch: { service: [{ op: 'replace', path: '/spec/nothing', value: 1 }] } } },
      /patch \/spec\/nothing: there is no "nothing"/,
    ],
  ])('%s', (_, values, words) => {
    expect(refusal(values)).toMatch(words)
  })

  test('a store by parts without its password', () => {
    const values = { postgres: { passwordSecret: { name: '' } } }
    expect(refusal(values, { files: ['ci/external-stores.yaml'] })).toMatch(
      /no Secret is named for PostgreSQL's password: create one with the key password/,
    )
  })

  test.each([
    ['at the root', { gatewey: {} }, /gatewey/],
    ['in a component', { gateway: { replica: 3 } }, /replica/],
    ['deep inside', { gateway: { ingress: { host: ['a'] } } }, /host/],
    ['in the name of an object to be merged', { gateway: { merge: { deploymnet: {} } } }, /deploymnet/],
    ['in a choice', { postgres: { mode: 'extern' } }, /mode/],
    ['in a type', { gateway: { replicas: 'three' } }, /replicas/],
    ['in a digest', { gateway: { image: { digest: 'sha256:12' } } }, /digest/],
  ])('a typo %s, by both Helms', (_, values, words) => {
    for (const helm of ['helm3', 'helm4'] as const) expect(refusal(values, { helm })).toMatch(words)
  })

  test('an upgrade that would leave the data of a bundled store behind', async () => {
    expect(await upgradeIn(['continuo-postgres'], {})).toMatch(
      /keeps its data in the bundled StatefulSet continuo-postgres, and postgres\.mode is no longer dev: move the data/,
    )
    expect(await upgradeIn(['continuo-redis'], { redis: { mode: 'dev' } })).not.toMatch(/keeps its data/)
  })

  test('an old Kubernetes', () => {
    expect(refusal({}, { flags: ['--kube-version', '1.29.0'] })).toMatch(/requires kubeVersion: >=1\.30/)
    expect(refusal({}, { flags: ['--kube-version', '1.30.0'] })).toBeUndefined()
  })
})

function hookWith(values: object) {
  return { ...values, migrations: { mode: 'hook' } }
}
function madeSecret() {
  const keys = ['LOGIN_SECRET', 'GATEWAY_IDENTITY_KEY', 'GENERATOR_IDENTITY_KEY', 'JANITOR_IDENTITY_KEY']
  const more = ['IDENTITY_PUBLIC_KEYS', 'ANTHROPIC_API_KEY', 'DATABASE_URL', 'REDIS_URL']
  return { create: true, values: Object.fromEntries([...keys, ...more].map((key) => [key, 'x'])) }
}
