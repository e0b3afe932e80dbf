/** A token here is a word, or up to eight code points of a long one, with the white space before it. */
const token = /\s*\S{1,8}|\s+$/gu

/** The text as tokens; joined they are the text again, and none of them cuts a code point. */
export const toTokens = (text: string): string[] => text.match(token) ?? []

/** The same number for the same text, always: a plausible stand-in for a tokenizer's count. */
export const countTokens = (text: string): number => toTokens(text).length

export const firstTokens = (text: string, count: number): string => toTokens(text).slice(0, count).join('')

export const countWords = (text: string): number => text.match(/\S+/gu)?.length ?? 0

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff
const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff

/** The nearest index at or before `index` (UTF-16 units) that does not cut a surrogate pair. */
export function codePointBoundary(text: string, index: number): number {
  const at = Math.max(0, Math.min(index, text.length))
  const cuts = isHighSurrogate(text.charCodeAt(at - 1)) && isLowSurrogate(text.charCodeAt(at))
  return cuts ? at - 1 : at
}
