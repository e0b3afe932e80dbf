/** First words for an empty page: what they are called, and what is written into the message box. */
export const suggestions = [
  { title: 'Explain', text: 'Explain how event sourcing works, with a small example.' },
  { title: 'Write', text: 'Write a friendly note that moves our meeting to Thursday.' },
  { title: 'Compare', text: 'Compare three ways to cache API responses, as a table.' },
  { title: 'Code', text: 'Write a TypeScript function that retries with exponential backoff.' },
] as const
