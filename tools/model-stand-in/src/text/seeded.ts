import { createHash } from 'node:crypto'

/** A stream of choices that is the same for the same seed on every machine. */
export interface Seeded {
  /** An integer in [min, max], both included. */
  int(min: number, max: number): number
  pick<T>(from: readonly T[]): T
  /** `count` different items, in random order; all of them when there are fewer. */
  some<T>(from: readonly T[], count: number): T[]
  chance(probability: number): boolean
}

export const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Mulberry32: 32 bits of state are plenty for prose, and it is a few instructions a number. */
export function seeded(seed: string): Seeded {
  let state = Number.parseInt(sha256Hex(seed).slice(0, 8), 16)
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1))
  const pick = <T>(from: readonly T[]): T => {
    const item = from[int(0, from.length - 1)]
    if (item === undefined) throw new RangeError('pick from an empty list')
    return item
  }
  const some = <T>(from: readonly T[], count: number): T[] => {
    const left = [...from]
    return Array.from({ length: Math.min(count, left.length) }, () => left.splice(int(0, left.length - 1), 1)).flat()
  }
  return { int, pick, some, chance: (probability) => next() < probability }
}
