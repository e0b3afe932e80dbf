import { type Described, describeValues } from './describe-values.ts'

type Schema = Record<string, unknown>

const any = { type: 'object' }
/** JSON Schema of a type's name in a comment. */
const byName = (names: string): Schema => ({ type: names.includes('|') ? names.split('|') : names })
const strict = (properties: Record<string, Schema>): Schema => ({
  type: 'object',
  additionalProperties: false,
  properties,
})
const quantities = { type: 'object', additionalProperties: { type: ['string', 'number'] } }

const definitions = {
  resources: strict({ requests: quantities, limits: quantities, claims: { type: 'array', items: any } }),
  patch: {
    type: 'array',
    items: {
      ...strict({ op: { enum: ['add', 'replace', 'remove'] }, path: { type: 'string', pattern: '^/.' }, value: {} }),
      required: ['op', 'path'],
    },
  },
}

/** What a name says of its value, wherever it stands. */
const patterns: Record<string, string> = {
  digest: '^(sha256:[0-9a-f]{64})?$',
  issuer: '^(https?://.+)?$',
  baseUrl: '^https?://',
  endpoint: '^(https?://.+)?$',
  runbookBaseUrl: '^https?://',
  dashboardBaseUrl: '^(https?://.+)?$',
  requestTimeout: String.raw`^\d+(h|m|s|ms)$`,
  interval: String.raw`^\d+(h|m|s|ms)$`,
}

function schemaOf({ path, value, annotation: { text, tags }, children }: Described): Schema {
  const description = text ? { description: text } : {}
  if (children) {
    const schema = strict(Object.fromEntries(children.map((child) => [child.path.split('.').at(-1)!, schemaOf(child)])))
    return { ...description, ...schema }
  }
  return { ...description, ...leafSchema(path, value, tags) }
}

function leafSchema(path: string, value: unknown, tags: Readonly<Record<string, string>>): Schema {
  if (tags['def']) return { $ref: `#/$defs/${tags['def']}` }
  if ('open' in tags) return any
  if (tags['map']) return { type: 'object', additionalProperties: byName(tags['map']) }
  if (tags['slots']) return strict(eachSlot(tags['slots'], any))
  if (tags['slots[]']) return strict(eachSlot(tags['slots[]'], { $ref: '#/$defs/patch' }))
  if ('probes' in tags) return strict(eachSlot('startup|liveness|readiness', any))
  if (tags['items']) return { type: 'array', items: byName(tags['items']) }
  const name = path.split('.').at(-1)!
  return {
    ...(tags['enum'] ? { enum: choices(tags['enum'], tags['type']) } : byName(tags['type'] ?? typeName(path, value))),
    ...(tags['min'] ? { minimum: Number(tags['min']) } : {}),
    ...(patterns[name] ? { pattern: patterns[name] } : {}),
  }
}

const eachSlot = (names: string, schema: Schema) => Object.fromEntries(names.split('|').map((name) => [name, schema]))
const choices = (names: string, type = '') => [...names.split('|'), ...(type.endsWith('|null') ? [null] : [])]

function typeName(path: string, value: unknown): string {
  if (typeof value === 'number') return 'integer'
  if (typeof value === 'boolean' || typeof value === 'string') return typeof value
  throw new Error(`values.yaml: the type of ${path} is not known; say @type, @items or @map`)
}

/** The schema of the chart's values: nothing unknown passes, at no depth, but what is given on to Kubernetes as it is. */
export function valuesSchema(): Schema {
  const properties = Object.fromEntries(describeValues().map((value) => [value.path, schemaOf(value)]))
  // a parent chart shares its own globals, and may switch this chart by a condition
  properties['global'] = { ...properties['global'], additionalProperties: true }
  properties['enabled'] = { description: 'For the condition of a parent chart; read by nothing here.', type: 'boolean' }
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Values of the chart continuo',
    ...strict(properties),
    $defs: definitions,
  }
}
