const fillers = new Set(
  (
    'a an and are about as at be been but by can could do does did for from give had has have hello help hey hi how i ' +
    'if in into is it its just know let like make me more my of on one or our out please say should show so some tell ' +
    'than that the their them then there these they this to up us want was way we were what when where which who why ' +
    'will with would write you your explain describe need'
  ).split(' '),
)

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu) ?? []

/** The words a prompt is about, at most `limit`; only letters and digits, so it is safe inside markdown. */
export function topicWords(prompt: string, limit: number): string[] {
  const all = wordsOf(prompt.slice(0, 2_000)).map((word) => [...word].slice(0, 24).join(''))
  const telling = all.filter((word) => !fillers.has(word.toLowerCase()))
  return (telling.length > 0 ? telling : all).slice(0, limit)
}

export const topicOf = (prompt: string): string => topicWords(prompt, 4).join(' ') || 'an open question'

/** The topic as an identifier for code samples. */
export const topicSlug = (prompt: string): string => {
  const slug = topicWords(prompt, 2).join('_').normalize('NFKD').replace(/[^\w]/gu, '').toLowerCase()
  return /^[a-z]/u.test(slug) ? slug : `plan_${slug || 'b'}`
}

/** A prompt that only says hello, or says next to nothing. */
export const isGreeting = (prompt: string): boolean => wordsOf(prompt).length <= 3 && prompt.trim().length <= 32
