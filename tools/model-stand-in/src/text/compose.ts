import { bullets, code, createWriter, numbered, quote, table } from './blocks.ts'
import { closings, openings } from './phrases.ts'
import { seeded } from './seeded.ts'
import type { Seeded } from './seeded.ts'
import { countWords, firstTokens, toTokens } from './tokens.ts'
import { isGreeting, topicOf, topicSlug } from './topic.ts'

type Writer = ReturnType<typeof createWriter>

/** How long a text is to be. */
export type Length = { words: number } | { tokens: number } | { characters: number }

const greeting = (random: Seeded): string =>
  `${random.pick(['Hello!', 'Hi there!', 'Good to see you!'])} 👋 ` +
  'I am the stand-in model: what I say is made up, but it arrives like the real thing. ' +
  'Ask me anything, or try `[words:400]` in a message for a longer answer.'

const opening = (random: Seeded, prompt: string): string =>
  random.pick(openings).replace('{topic}', () => topicOf(prompt))

/** A heading, a few words about it, and something with a shape. */
function* sections(random: Seeded, writer: Writer, prompt: string): Generator<string> {
  const shapes = [bullets, (r: Seeded) => code(r, topicSlug(prompt)), numbered, table, quote]
  for (;;) {
    for (const shape of random.some(shapes, shapes.length)) {
      yield [writer.heading(), writer.paragraph(random.int(1, 2)), shape(random)].join('\n\n')
    }
  }
}

/** Without a wish for a length: what a reader would call an answer, with two or three sections. */
function proseOf(seed: string, prompt: string): string {
  const random = seeded(seed)
  const writer = createWriter(random)
  const parts = [`${opening(random, prompt)} ${writer.paragraph(2)}`]
  const wanted = random.int(2, 3)
  for (const section of sections(random, writer, prompt)) {
    if (parts.length > wanted) break
    parts.push(section)
  }
  return [...parts, writer.paragraph(2), random.pick(closings)].join('\n\n')
}

/** Paragraphs of at least `words` words together. */
function filling(writer: Writer, words: number): string[] {
  const paragraphs: string[][] = []
  for (let count = 0; count < words;) {
    const next = writer.sentence()
    if ((paragraphs.at(-1)?.length ?? 3) >= 3) paragraphs.push([])
    paragraphs.at(-1)?.push(next)
    count += countWords(next)
  }
  return paragraphs.map((sentences) => sentences.join(' '))
}

/** Below this an answer is a few sentences without any shape. */
const shapedFromWords = 80
/** What a section may need at most; with less room left, paragraphs fill up. */
const sectionWords = 110

/** At least `words` words, and a sentence more at most. */
function proseOfWords(seed: string, prompt: string, words: number): string {
  const random = seeded(seed)
  const writer = createWriter(random)
  if (words < shapedFromWords) return filling(writer, words).join('\n\n')
  const closing = random.pick(closings)
  const parts = [`${opening(random, prompt)} ${writer.paragraph(1)}`]
  let count = countWords(closing) + countWords(parts.join(' '))
  for (const section of sections(random, writer, prompt)) {
    if (count + sectionWords > words) break
    parts.push(section)
    count += countWords(section)
  }
  return [...parts, ...filling(writer, words - count), closing].join('\n\n')
}

/** At least `characters` UTF-16 units: grown by whole pieces, since words differ in length. */
function proseOfCharacters(seed: string, prompt: string, characters: number): string {
  let words = Math.ceil(characters / 5)
  let text = proseOfWords(seed, prompt, words)
  while (text.length < characters) {
    words = Math.ceil(words * 1.2)
    text = proseOfWords(seed, prompt, words)
  }
  return text
}

/** Exactly `tokens` tokens; may end inside a sentence, as an answer of an exact size must. */
function proseOfTokens(seed: string, prompt: string, tokens: number): string {
  // No token holds more than one word, so as many words as tokens always suffice.
  const text = proseOfWords(seed, prompt, tokens)
  return toTokens(text).length > tokens ? firstTokens(text, tokens) : text
}

/** The answer's text: markdown, the same for the same seed, prompt and length. A short prompt gets a greeting. */
export function compose(seed: string, prompt: string, length: Length | undefined): string {
  if (length === undefined) return isGreeting(prompt) ? greeting(seeded(seed)) : proseOf(seed, prompt)
  if ('tokens' in length) return proseOfTokens(seed, prompt, length.tokens)
  if ('characters' in length) return proseOfCharacters(seed, prompt, length.characters)
  return proseOfWords(seed, prompt, length.words)
}

/** What the model "thinks" before it answers: `words` words or a few more. */
export function composeThinking(seed: string, prompt: string, words: number): string {
  return [
    `The question is about “${topicOf(prompt)}”.`,
    ...filling(createWriter(seeded(`thinking:${seed}`)), words),
  ].join(' ')
}

/** A session's title: the telling words of its first prompt. */
export function composeTitle(words: readonly string[]): string {
  const title = words.join(' ')
  return title ? title.charAt(0).toUpperCase() + title.slice(1) : 'A new conversation'
}
