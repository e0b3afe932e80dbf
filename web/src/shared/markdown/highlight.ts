import type { HighlighterCore } from 'shiki/core'
import { grammarOf, grammars } from './languages.ts'

/** Set by CSSOM, which the content security policy allows; the theme of the page picks one of the two colours. */
export type ColouredLine = { text: string; style: Record<string, string> }[]

/** Longer code stays plain: colouring it would hold the page up. UTF-16 code units. */
const maxLength = 60_000

let loading: Promise<HighlighterCore> | undefined

/** Colours of a code block; undefined when there are none for it (unknown language, too long, not loadable). */
export async function highlight(code: string, lang: string): Promise<ColouredLine[] | undefined> {
  const grammar = grammarOf(lang)
  if (!grammar || code.length > maxLength) return undefined
  try {
    const highlighter = await (loading ??= load())
    const module = await grammars[grammar]()
    await highlighter.loadLanguage(...module.default)
    const name = module.default.at(-1)?.name ?? grammar
    const { tokens } = highlighter.codeToTokens(code, {
      lang: name,
      themes: { light: 'light-plus', dark: 'dark-plus' },
      defaultColor: false,
    })
    return tokens.map((line) => line.map(({ content, htmlStyle }) => ({ text: content, style: styleOf(htmlStyle) })))
  } catch {
    loading = undefined
    return undefined
  }
}

async function load(): Promise<HighlighterCore> {
  const [{ createHighlighterCore }, { createJavaScriptRegexEngine }, light, dark] = await Promise.all([
    import('shiki/core'),
    import('shiki/engine/javascript'),
    import('shiki/themes/light-plus.mjs'),
    import('shiki/themes/dark-plus.mjs'),
  ])
  return createHighlighterCore({
    themes: [light.default, dark.default],
    langs: [],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  })
}

const styleOf = (style: string | Record<string, string> | undefined): Record<string, string> =>
  typeof style === 'object' ? style : {}
