import { faultCatalog, faultSpec, isFaultName } from './catalog.ts'
import type { FaultName } from './catalog.ts'

/** Which requests a fault is for: answers (the default), title requests, or both. */
export type FaultScope = 'answer' | 'title' | 'any'

export interface Fault {
  readonly name: FaultName
  readonly params: Readonly<Record<string, string>>
  /** Text tokens sent before it begins. */
  readonly after: number
  /** Only the first `times` attempts at one conversation have it. Without a bound by default. */
  readonly times: number
  readonly on: FaultScope
}

/** A scenario that cannot be read; the message says what would be right. */
export class ScenarioError extends Error {
  override name = 'ScenarioError'
}

export function wholeNumber(name: string, text: string, min: number, max: number): number {
  const value = /^\d{1,9}$/u.test(text) ? Number(text) : Number.NaN
  if (!(value >= min && value <= max)) throw new ScenarioError(`${name} takes a whole number from ${min} to ${max}`)
  return value
}

function readScope(text: string): FaultScope {
  if (text === 'answer' || text === 'title' || text === 'any') return text
  throw new ScenarioError('on takes answer, title or any')
}

/** Reads `429 retry_after=5 times=1`. @throws {ScenarioError} for an unknown fault, parameter or value. */
export function parseFault(text: string): Fault {
  const [name = '', ...words] = text.trim().split(/\s+/u)
  if (!isFaultName(name)) {
    throw new ScenarioError(`unknown fault "${name}"; there are ${Object.keys(faultCatalog).join(', ')}`)
  }
  const spec = faultSpec(name)
  const allowed: Readonly<Record<string, RegExp>> = { ...spec.params, times: /./u, after: /./u, on: /./u }
  const params: Record<string, string> = {}
  for (const word of words) {
    const [, key = '', value = ''] = /^(\w+)=(.+)$/u.exec(word) ?? []
    if (!Object.hasOwn(allowed, key) || !allowed[key]?.test(value)) {
      throw new ScenarioError(`fault ${name} does not take "${word}"`)
    }
    params[key] = value
  }
  const { times, after, on, ...own } = params
  return {
    name,
    params: own,
    after: after === undefined ? (spec.after ?? 0) : wholeNumber('after', after, 0, 10_000_000),
    times: times === undefined ? Number.POSITIVE_INFINITY : wholeNumber('times', times, 1, 1_000_000),
    on: on === undefined ? 'answer' : readScope(on),
  }
}
