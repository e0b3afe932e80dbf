/** Letters that differ in spelling and not in what people search for, beyond what Unicode takes apart. */
const alike: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ı: 'i',
  ς: 'σ',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  ة: 'ه',
  ٱ: 'ا',
  ـ: '',
}
const alikeLetters = new RegExp(`[${Object.keys(alike).join('')}]`, 'gu')
const ascii = /^[\p{ASCII}]*$/u

/**
 * A text as it is searched: without case, accents, vowel signs and spellings that are alike. NFKD takes أ, إ, آ, ؤ and ئ
 * apart into a letter and a mark, as it does é; the marks go.
 */
export const fold = (text: string): string =>
  ascii.test(text)
    ? text.toLowerCase()
    : text
        .normalize('NFKD')
        .replace(/\p{M}+/gu, '')
        .toLowerCase()
        .replace(alikeLetters, (letter) => alike[letter]!)

/** The words of a question, folded; each has to occur. */
export const wordsOf = (query: string): string[] =>
  [...new Set(fold(query).split(/\s+/u))].filter((word) => word !== '')

/** A text with the places of the words in it, as ranges of its own letters. */
export interface Marked {
  text: string
  /** `[start, end)` in UTF-16 code units, in order, not overlapping. */
  marks: [number, number][]
}

/** Finds folded words in a short text; long ones are cut to a snippet first. */
export function mark(text: string, words: readonly string[]): Marked {
  // where each folded letter came from
  const from: number[] = []
  let folded = ''
  for (let at = 0; at < text.length;) {
    const letter = String.fromCodePoint(text.codePointAt(at)!)
    const plain = fold(letter)
    for (let i = 0; i < plain.length; i++) from.push(at)
    folded += plain
    at += letter.length
  }
  from.push(text.length)
  const marks: [number, number][] = []
  for (const word of words)
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length))
      marks.push([from[at]!, from[at + word.length]!])
  return { text, marks: joined(marks) }
}

function joined(marks: [number, number][]): [number, number][] {
  const result: [number, number][] = []
  for (const [start, end] of marks.sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else result.push([start, end])
  }
  return result
}

/** Letters before and after the first word that are shown with it. */
const around = { before: 32, after: 120 }

/**
 * The part of a text around its first found word, on one line, with the words marked. Long texts are folded piece by
 * piece until the word is met.
 */
export function snippet(text: string, words: readonly string[]): Marked {
  const at = startBefore(text, roughPlace(text, words))
  const cut = text.slice(at, at + around.before + around.after)
  const line = cut.replace(/[\s*_#`>|~]+/gu, ' ').trim()
  const whole = `${at > 0 ? '…' : ''}${line}${at + around.before + around.after < text.length ? '…' : ''}`
  return mark(whole.toWellFormed(), words)
}

/** Some letters before a place, at the beginning of a word where there is one soon. */
function startBefore(text: string, place: number): number {
  const earliest = Math.max(0, place - around.before)
  if (earliest === 0) return 0
  const gap = text.slice(earliest, earliest + around.before / 2).search(/\s/u)
  return gap < 0 ? earliest : earliest + gap + 1
}

const pieceChars = 256

function roughPlace(text: string, words: readonly string[]): number {
  const longest = Math.max(...words.map((word) => word.length))
  for (let at = 0; at < text.length; at += pieceChars) {
    // a word may begin in one piece and end in the next
    const { marks } = mark(text.slice(at, at + pieceChars + longest * 2), words)
    if (marks[0]) return at + marks[0][0]
  }
  return 0
}
