import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../../..')

/** Names of settings that a service's code mentions: its own, and those of every service. */
export function knownNames(service: string): Set<string> {
  const files = [
    `services/${service}/src/config.ts`,
    'packages/runtime/src/env.ts',
    ...(service === 'gateway' ? ['services/gateway/src/auth/oidc/env.ts'] : []),
  ]
  const text = files.map((file) => readFileSync(join(root, file), 'utf8')).join('\n')
  return new Set(text.match(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*\b/g))
}
