import { defaultOptions } from './options.ts'
import type { StandInOptions } from './options.ts'

/** Environment name, option, least and greatest value. */
const numbers = [
  ['PORT', 'port', 0, 65_535],
  ['STAND_IN_TPS', 'tps', 0, 10_000_000],
  ['STAND_IN_TTFT_MS', 'ttftMs', 0, 600_000],
  ['STAND_IN_BURST', 'burst', 1, 10_000],
  ['STAND_IN_DELTA_TOKENS', 'deltaTokens', 1, 100_000],
  ['STAND_IN_PING_MS', 'pingMs', 10, 600_000],
  ['STAND_IN_KEEP', 'keep', 1, 1_000_000],
] as const

/** Reads the environment; an empty value counts as unset. @throws {Error} naming every bad variable at once. */
export function readConfig(env: NodeJS.ProcessEnv): Required<StandInOptions> {
  const bad: string[] = []
  const read = numbers.map(([name, option, min, max]) => {
    const value = env[name] ? Number(env[name]) : defaultOptions[option]
    if (!Number.isInteger(value) || value < min || value > max)
      bad.push(`${name} must be a whole number from ${min} to ${max}`)
    return [option, value] as const
  })
  if (bad.length > 0) throw new Error(bad.join('; '))
  return { ...defaultOptions, ...Object.fromEntries(read), host: env['HOST'] || defaultOptions.host }
}
