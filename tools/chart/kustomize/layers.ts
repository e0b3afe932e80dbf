import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { chartFolder } from '../describe-values.ts'

type Values = Record<string, unknown>
const file = (name: string) => parse(readFileSync(join(chartFolder, name), 'utf8')) as Values

/**
 * What `k8s/base` is: the chart's defaults. `helm test` has no meaning there, and the Job has one name: it is gone ten minutes
 * after it has ended, so that the next version's can be applied.
 */
export const base: Values = {
  networkPolicy: { enabled: false },
  test: { enabled: false },
  migrations: { merge: { job: { metadata: { name: 'continuo-migrations' }, spec: { ttlSecondsAfterFinished: 600 } } } },
}

/** Values that each of `k8s/components` stands for, on top of the base. Each can be used with each other one. */
export const components: Record<string, Values> = {
  'external-stores': {
    postgres: { host: 'postgres.example.internal', parameters: 'sslmode=require' },
    redis: { host: 'redis.example.internal', tls: true, passwordSecret: { key: 'REDIS_PASSWORD' } },
  },
  'http-route': {
    gateway: {
      httpRoute: {
        enabled: true,
        parentRefs: [{ name: 'public', namespace: 'gateways' }],
        hostnames: ['chat.example.org'],
      },
    },
  },
  ingress: { gateway: { ingress: { enabled: true, hosts: ['chat.example.org'], tlsSecret: 'continuo-tls' } } },
  keda: {
    redis: { host: 'redis.example.internal', tls: true, passwordSecret: { key: 'REDIS_PASSWORD' } },
    generator: { autoscaling: { enabled: true, type: 'keda' } },
  },
  monitoring: {
    metrics: { podMonitor: { enabled: true }, prometheusRule: { enabled: true }, dashboards: { enabled: true } },
  },
  'network-policy': { networkPolicy: { enabled: true } },
}

/** Overlays: the components they are made of, and the values whose rendering they equal. */
export const overlays: Record<string, { components: string[]; values: Values }> = {
  dev: { components: ['network-policy'], values: file('values-dev.yaml') },
  production: {
    components: ['external-stores', 'http-route', 'keda', 'monitoring', 'network-policy'],
    values: file('values-production.yaml'),
  },
}

/** Maps are merged, everything else is replaced: as Helm does with several files of values. */
export function layered(...layers: Values[]): Values {
  const out: Values = {}
  for (const layer of layers)
    for (const [key, value] of Object.entries(layer))
      out[key] = isMap(value) ? layered(isMap(out[key]) ? out[key] : {}, value) : value
  return out
}

const isMap = (value: unknown): value is Values => typeof value === 'object' && value !== null && !Array.isArray(value)
