import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readConfig as readChatApi } from '../../services/chat-api/src/config.ts'
import { readConfig as readGateway } from '../../services/gateway/src/config.ts'
import { readConfig as readGenerator } from '../../services/generator/src/config.ts'
import { readConfig as readJanitor } from '../../services/janitor/src/config.ts'
import { knownNames } from '../chart/test/known-names.ts'

interface Service {
  image: string
  build?: { target: string }
  environment?: Record<string, string | number | null>
  depends_on?: Record<string, { condition: string }>
  healthcheck?: object
  volumes?: string[]
  restart?: string
}
interface Compose {
  services: Record<string, Service>
  volumes: Record<string, object>
}

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const compose = parse(read('compose.yaml'), { merge: true }) as Compose
const dockerfile = read('Dockerfile')
const services = Object.entries(compose.services)

/** Keys as the service `keys` makes them. */
const keys = mkdtempSync(join(tmpdir(), 'continuo-compose-'))
afterAll(() => rmSync(keys, { recursive: true }))
for (const signer of ['gateway', 'worker', 'janitor']) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  writeFileSync(join(keys, `${signer}.pem`), privateKey.export({ format: 'pem', type: 'pkcs8' }))
  writeFileSync(join(keys, `${signer}.pub`), publicKey.export({ format: 'pem', type: 'spki' }))
}

/** As compose fills it in where nothing is set, with the keys' folder in the place of its volume. */
const filled = ({ environment = {} }: Service) =>
  Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [
      name,
      String(value ?? '')
        .replaceAll(/\$\{\w+(?::-([^}]*))?\}/g, (_, fallback = '') => String(fallback))
        .replaceAll('/keys/', `${keys}/`),
    ]),
  )

test.each([
  ['gateway', readGateway, { LOGIN_SECRET: 'x'.repeat(32) }],
  ['chat-api', readChatApi, {}],
  ['generator', readGenerator, { ANTHROPIC_API_KEY: 'key' }],
  ['generator', readGenerator, { ANTHROPIC_BASE_URL: 'http://model-stand-in:8085', MODEL_IS_STAND_IN: 'true' }],
  ['janitor', readJanitor, {}],
] as const)('%s starts with what the compose file tells it, and reads all of it', (name, readConfig, own) => {
  const env = filled(compose.services[name]!)
  expect(() => readConfig({ ...env, ...own })).not.toThrow()
  const known = knownNames(name)
  expect(Object.keys(env).filter((variable) => !known.has(variable))).toEqual([])
})

test('images are targets of the Dockerfile, or a store', () => {
  for (const [name, { image, build }] of services)
    if (build) {
      expect(dockerfile, name).toMatch(new RegExp(`^FROM image AS ${build.target}$`, 'm'))
      expect(image).toContain(`/${build.target}:`)
    } else expect(image).toMatch(/^docker\.io\/library\/(postgres|redis):[\w.-]+$/)
})

test('whoever is waited for is there, and can say what is waited for', () => {
  for (const [name, { depends_on = {} }] of services)
    for (const [other, { condition }] of Object.entries(depends_on)) {
      const there = compose.services[other]
      expect(there, `${name} waits for ${other}`).toBeDefined()
      // ours have the image's own health check; one that ends has none
      if (condition === 'service_healthy')
        expect(there!.healthcheck ?? there!.build, `${other} is healthy`).toBeDefined()
      else expect(condition).toBe('service_completed_successfully')
      if (condition !== 'service_healthy') expect(there!.restart, other).not.toBe('unless-stopped')
    }
})

test('volumes that are used are the volumes that are kept', () => {
  const used = services.flatMap(([, { volumes = [] }]) => volumes.map((volume) => volume.split(':')[0]!))
  expect(new Set(used)).toEqual(new Set(Object.keys(compose.volumes)))
})
