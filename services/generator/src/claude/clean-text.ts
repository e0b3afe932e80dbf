const replacement = '\uFFFD'

/**
 * Makes a stream of text pieces storable (valid UTF-8 without NUL, what Postgres can hold) without changing good text: a
 * surrogate pair cut by the border of two pieces is put together again, half a pair and NUL become U+FFFD.
 */
export interface TextCleaner {
  readonly clean: (piece: string) => string
  /** What was held back at the end of the stream: half a pair that was never completed. */
  readonly rest: () => string
}

export function createTextCleaner(): TextCleaner {
  let held = ''
  return {
    clean(piece) {
      const text = held + piece
      held = endsInHighSurrogate(text) ? text.slice(-1) : ''
      return cleanText(held ? text.slice(0, -1) : text)
    },
    rest() {
      const rest = cleanText(held)
      held = ''
      return rest
    },
  }
}

export const cleanText = (text: string): string => text.toWellFormed().replaceAll('\0', replacement)

const endsInHighSurrogate = (text: string): boolean => {
  const last = text.charCodeAt(text.length - 1)
  return last >= 0xd800 && last <= 0xdbff
}
