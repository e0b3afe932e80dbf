import MarkdownIt, { type Token as MarkdownToken } from 'markdown-it'
import { heal } from './heal.ts'
import { math } from './math.ts'

export type Token = MarkdownToken

/** CommonMark with tables and strike-through. No HTML: tags in a model's text are shown as the text they are. */
export const markdown = new MarkdownIt('default', { html: false, linkify: true, typographer: false, maxNesting: 50 })
markdown.use(math).use(heal)

// only whole addresses become links by themselves, never "file.py" or "name@host"
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false })
