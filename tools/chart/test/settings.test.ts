import { generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { QueueKeys } from 'bullmq'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readConfig as readChatApi } from '../../../services/chat-api/src/config.ts'
import { readConfig as readGateway } from '../../../services/gateway/src/config.ts'
import { readConfig as readGenerator } from '../../../services/generator/src/config.ts'
import { readConfig as readJanitor } from '../../../services/janitor/src/config.ts'
import { readTracingSettings } from '../../../packages/telemetry/src/tracing/settings.ts'
import { chartFolder } from '../describe-values.ts'
import { type Rendered, describeChart, envOf, find, render, valuesFiles } from './helm.ts'
import { knownNames } from './known-names.ts'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const secret = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
const open = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')

/** What the Secrets of a test hold, by variable. */
const stored: Record<string, string> = {
  LOGIN_SECRET: 'x'.repeat(32),
  IDENTITY_PRIVATE_KEY: secret,
  IDENTITY_PUBLIC_KEYS: `gateway=${open},worker=${open},janitor=${open}`,
  ANTHROPIC_API_KEY: 'key',
  OIDC_CLIENT_SECRET: 'secret',
  DATABASE_URL: 'postgresql://a:b@c:5432/d',
  REDIS_URL: 'redis://a:6379',
  DATABASE_PASSWORD: 'password',
  REDIS_PASSWORD: 'password',
}

/** As the kubelet would give it to the process. */
function filled(object: Rendered): Record<string, string> {
  const env: Record<string, string> = {}
  for (const [name, value = ''] of Object.entries(envOf(object)))
    env[name] = (/^[\w-]+\/[\w.]+$/.test(value) ? (stored[name] ?? value) : value).replaceAll(
      /\$\((\w+)\)/g,
      (_, of: string) => env[of] ?? '?',
    )
  return env
}

const services = [
  ['Deployment', 'gateway', 'gateway', readGateway],
  ['Deployment', 'chat-api', 'chat-api', readChatApi],
  ['Deployment', 'generator', 'generator', readGenerator],
  ['CronJob', 'janitor-sweep', 'janitor', readJanitor],
  ['CronJob', 'janitor-repair', 'janitor', readJanitor],
] as const

/** Set for what is made of them; `OTEL_*` are OpenTelemetry's. */
const notRead = /^(DATABASE_PASSWORD|REDIS_PASSWORD|K8S_NAMESPACE_NAME|K8S_POD_NAME|OTEL_\w+)$/

describeChart('the services understand what the chart tells them', () => {
  test.each(['', ...valuesFiles])('with %s: each starts, and reads every variable it is given', (file) => {
    const objects = render({ gateway: { extraEnv: [] } }, { files: file ? [file] : [] })
    for (const [kind, name, service, readConfig] of services) {
      const object = objects.find((one) => one.kind === kind && one.metadata.name === `continuo-${name}`)
      if (!object) continue
      const env = filled(object)
      expect(() => readConfig(env), `${service}: ${JSON.stringify(env)}`).not.toThrow()
      const known = knownNames(service)
      expect(Object.keys(env).filter((variable) => !known.has(variable) && !notRead.test(variable))).toEqual([])
    }
  })

  test('the drain that the grace was counted with is the drain of the service', () => {
    const objects = render({ generator: { drainSeconds: 33 }, gateway: { drainSeconds: 7 } })
    expect(readGenerator(filled(find(objects, 'Deployment', 'continuo-generator'))).worker.drainMs).toBe(33_000)
    expect(readGateway(filled(find(objects, 'Deployment', 'continuo-gateway'))).streams.drainMs).toBe(7_000)
  })

  test.each(['ci/observability.yaml', 'ci/everything.yaml'])('with %s each of them traces, as it is told', (file) => {
    const objects = render({}, { files: [file] })
    for (const [kind, name] of services) {
      const { settings, warnings } = readTracingSettings(filled(find(objects, kind, `continuo-${name}`)))
      expect(warnings).toEqual([])
      expect(settings).toMatchObject({ exporter: 'otlp' })
    }
    const env = filled(find(objects, 'Deployment', 'continuo-gateway'))
    expect(readTracingSettings(env).settings!.protocol).toBe(env['OTEL_EXPORTER_OTLP_PROTOCOL'])
  })

  test('the keys of values-dev.yaml belong together', () => {
    const { secrets } = parse(readFileSync(join(chartFolder, 'values-dev.yaml'), 'utf8')) as {
      secrets: { values: Record<string, string> }
    }
    const { values } = secrets
    const keys = readChatApi({ ...stored, ...values }).identityKeys
    const signers = ['GATEWAY', 'GENERATOR', 'JANITOR'].map(
      (name) =>
        readGateway({ ...stored, CHAT_API_ADDRESS: 'a', IDENTITY_PRIVATE_KEY: values[`${name}_IDENTITY_KEY`] }).chatApi
          .key,
    )
    expect(keys).toHaveLength(3)
    for (const [i, signer] of signers.entries()) {
      const own = signer.export({ format: 'jwk' })['x']
      expect(keys[i]!.key.export({ format: 'jwk' })['x']).toBe(own)
    }
  })

  test('KEDA looks where BullMQ writes', () => {
    const objects = render({}, { files: ['ci/autoscaling-keda.yaml'] })
    const triggers = find(objects, 'ScaledObject', 'continuo-generator').spec.triggers as {
      metadata: { listName: string }
    }[]
    const keys = new QueueKeys()
    expect(triggers.map(({ metadata }) => metadata.listName)).toEqual(
      ['wait', 'prioritized', 'active'].map((state) => keys.toKey('chat', state)),
    )
  })
})
