import type { TextKey } from '../../shared/i18n/index.ts'

/** First words for an empty page: what they are called, and what is written into the message box. */
export const suggestions: readonly { title: TextKey; text: TextKey }[] = [
  { title: 'suggestion.explain', text: 'suggestion.explainText' },
  { title: 'suggestion.write', text: 'suggestion.writeText' },
  { title: 'suggestion.compare', text: 'suggestion.compareText' },
  { title: 'suggestion.code', text: 'suggestion.codeText' },
]
