import { cleanText } from '../claude/clean-text.ts'

/** Longest title, in characters as people count them. */
export const titleLength = 60

const quotes = /^[\s"'“”„‘’«»`*_#]+|[\s"'“”„‘’«»`*_#]+$/gu

/** A model's answer as one short line: no quotes or markdown around it, no final dot, cut at a word. '' = no title. */
export function cleanTitle(answer: string): string {
  const line = cleanText(answer)
    .split(/[\r\n\u2028\u2029]+/)
    .map((text) => text.replace(/^\s*title\s*:/iu, '').replace(quotes, ''))
    .find((text) => text !== '')
  const title = (line ?? '')
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/[.。]+$/u, '')
    .replace(quotes, '')
  const characters = Array.from(
    new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(title),
    (s) => s.segment,
  )
  if (characters.length <= titleLength) return title
  const cut = characters.slice(0, titleLength - 1).join('')
  const atWord = cut.replace(/\s+\S*$/u, '')
  return `${(atWord.length >= cut.length / 2 ? atWord : cut).trimEnd()}…`
}
