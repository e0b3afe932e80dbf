import {
  adjectives,
  headings,
  hints,
  labels,
  nouns,
  periods,
  quotes,
  sentences,
  steps,
  tableRows,
  times,
} from './phrases.ts'
import type { Seeded } from './seeded.ts'

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const withArticle = (text: string): string => text.replace(/\bA (?=[aeiou])/gu, 'An ')

/** Deals the cards in random order, all of them before any comes again. */
function deck<T>(random: Seeded, cards: readonly T[]): () => T {
  let left: T[] = []
  return () => {
    if (left.length === 0) left = random.some(cards, cards.length)
    const card = left.pop()
    if (card === undefined) throw new RangeError('an empty deck')
    return card
  }
}

function fill(random: Seeded, template: string): string {
  const [noun, noun2] = random.some(nouns, 2)
  const [adjective, adjective2] = random.some(adjectives, 2)
  const [time, period] = [random.pick(times), random.pick(periods)]
  const slots: Record<string, string | undefined> = { noun, noun2, adjective, adjective2, time, period }
  return withArticle(capitalised(template.replace(/\{(\w+)\}/gu, (_, slot: string) => slots[slot] ?? '')))
}

/** Sentences and headings for one text, none used again before all have been. */
export function createWriter(random: Seeded) {
  const nextSentence = deck(random, sentences)
  const nextHeading = deck(random, headings)
  const sentence = (): string => fill(random, nextSentence())
  return {
    sentence,
    paragraph: (count: number): string => Array.from({ length: count }, sentence).join(' '),
    heading: (): string => `## ${nextHeading()}`,
  }
}

export const bullets = (random: Seeded): string => {
  const names = random.some(labels, random.int(3, 5))
  const texts = random.some(hints, names.length)
  return names.map((name, i) => `- **${name}**: ${texts[i] ?? ''}`).join('\n')
}

export const numbered = (random: Seeded): string =>
  random
    .some(steps, random.int(3, 5))
    .map((step, i) => `${i + 1}. ${step}`)
    .join('\n')

export const table = (random: Seeded): string =>
  [
    '| Approach | Good for | Beware of |',
    '| --- | --- | --- |',
    ...random.some(tableRows, random.int(3, 4)).map((row) => `| ${row.join(' | ')} |`),
  ].join('\n')

export const quote = (random: Seeded): string => `> ${random.pick(quotes)}`

/** A short piece of code about `name`, which must be a plain identifier. */
export function code(random: Seeded, name: string): string {
  const [low, high] = [random.int(2, 5), random.int(6, 12)]
  const [language, lines] = random.pick([
    [
      'ts',
      [
        `export function ${name}(steps: string[]): string {`,
        `  const kept = steps.filter((step) => step.length > ${low})`,
        `  return kept.slice(0, ${high}).join(' → ')`,
        '}',
      ],
    ],
    [
      'python',
      [
        `def ${name}(days: int = ${high}) -> list[str]:`,
        '    """One line a day, and none on the day of rest."""',
        `    return [f"day {n}: look, then act" for n in range(1, days + 1) if n % ${low + 1}]`,
      ],
    ],
    [
      'sql',
      [
        'select label, count(*) as seen',
        `from ${name}`,
        `where noticed_at > now() - interval '${high} days'`,
        'group by label',
        `having count(*) >= ${low};`,
      ],
    ],
    [
      'bash',
      [
        `mkdir -p ~/${name} && cd ~/${name}`,
        `for n in $(seq 1 ${low}); do`,
        '  echo "try $n" >> notes.txt',
        'done',
        'tail -n 1 notes.txt',
      ],
    ],
  ] as const)
  return ['```' + language, ...lines, '```'].join('\n')
}
