import type { Length } from '../text/compose.ts'
import { parseFault, ScenarioError, wholeNumber } from './fault.ts'
import type { Fault } from './fault.ts'

/** Everything that keywords can say about an answer. What is absent is left to the server's options. */
export interface Directives {
  readonly length?: Length
  readonly echo?: boolean
  /** UTF-16 units of the delivered text that a continuation says once more. */
  readonly overlap?: number
  /** Words of thinking. */
  readonly thinking?: number
  /** UTF-16 units of text in one single delta, after the first 20 tokens. */
  readonly bigDelta?: number
  /** The request's max_tokens is not applied. */
  readonly unbounded?: boolean
  /** Tokens per second; 0 = as fast as it goes. */
  readonly tps?: number
  /** Time to the first token, milliseconds. */
  readonly ttftMs?: number
  /** Deltas that leave together. */
  readonly burst?: number
  readonly deltaTokens?: number
  readonly faults: readonly Fault[]
}

type Reader = (value: string | undefined) => Omit<Directives, 'faults'> | { fault: Fault }

const number =
  (
    name: string,
    min: number,
    max: number,
    make: (n: number) => Omit<Directives, 'faults'>,
    fallback?: number,
  ): Reader =>
  (value) => {
    if (value === undefined && fallback !== undefined) return make(fallback)
    return make(wholeNumber(name, value?.trim() ?? '', min, max))
  }

const hugeTokens = 200_000
const bigDeltaLength = 1_048_576

const readers = {
  words: number('words', 1, 500_000, (words) => ({ length: { words } })),
  tokens: number('tokens', 1, 1_000_000, (tokens) => ({ length: { tokens } })),
  huge: () => ({ length: { tokens: hugeTokens }, deltaTokens: 5, unbounded: true }),
  big_delta: number(
    'big_delta',
    1,
    16_777_216,
    (bigDelta) => ({ bigDelta, length: { characters: bigDelta + 1_000 }, unbounded: true }),
    bigDeltaLength,
  ),
  echo: () => ({ echo: true }),
  overlap: number('overlap', 0, 1_000_000, (overlap) => ({ overlap })),
  thinking: number('thinking', 1, 100_000, (thinking) => ({ thinking }), 60),
  tps: number('tps', 0, 10_000_000, (tps) => ({ tps })),
  ttft: number('ttft', 0, 600_000, (ttftMs) => ({ ttftMs })),
  burst: number('burst', 1, 10_000, (burst) => ({ burst })),
  delta: number('delta', 1, 100_000, (deltaTokens) => ({ deltaTokens })),
  fault: (value) => ({ fault: parseFault(value ?? '') }),
} as const satisfies Record<string, Reader>

export const directiveNames = Object.keys(readers)

const directive = new RegExp(String.raw`\[(${directiveNames.join('|')})(?::([^\[\]\n]*))?\]`, 'gu')

/** Reads the keywords of a text, later ones winning; anything else in brackets is left alone. @throws {ScenarioError} */
export function readDirectives(text: string): Directives {
  let found: Omit<Directives, 'faults'> = {}
  const faults: Fault[] = []
  for (const [, name, value] of text.matchAll(directive)) {
    const read = (readers as Record<string, Reader>)[name ?? '']?.(value)
    if (read === undefined) continue
    if ('fault' in read) faults.push(read.fault)
    else found = { ...found, ...read }
  }
  return { ...found, faults }
}

/** The prompt without its keywords: what an answer is about, and what `[echo]` gives back. */
export const withoutDirectives = (text: string): string => text.replace(directive, '').trim()

/**
 * Reads a scenario as given in a header or at run time: keywords, or the words of one fault without its brackets.
 * @throws {ScenarioError} when it says nothing that is known.
 */
export function parseScenario(text: string): Directives {
  if (!text.includes('[')) return { faults: [parseFault(text)] }
  if (withoutDirectives(text) !== '')
    throw new ScenarioError(`a scenario is made of [keywords]: ${directiveNames.join(', ')}`)
  return readDirectives(text)
}

/** `over` wins where both say something; its faults replace the others, if it has any. */
export const mergeDirectives = (under: Directives, over: Directives): Directives => ({
  ...under,
  ...over,
  faults: over.faults.length > 0 ? over.faults : under.faults,
})

/** The fault for this attempt (counted from 1): the first one whose `times` has not been used up. */
export const faultFor = (directives: Directives, attempt: number, kind: 'answer' | 'title'): Fault | null =>
  directives.faults.find((fault) => attempt <= fault.times && (fault.on === 'any' || fault.on === kind)) ?? null
