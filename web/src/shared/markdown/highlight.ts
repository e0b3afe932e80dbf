import type { GrammarState, HighlighterCore } from 'shiki/core'
import { type Grammar, grammarOf, grammars } from './languages.ts'

/** Set by CSSOM, which the content security policy allows; the theme of the page picks one of the two colours. */
export type ColouredLine = readonly { text: string; style?: Record<string, string> }[]

/** Colours some whole lines; `state` is where the lines before them ended (inside a comment, a string …). */
export type Colourer = (
  lines: string,
  state: GrammarState | undefined,
) => { lines: ColouredLine[]; state: GrammarState }

let loading: Promise<HighlighterCore> | undefined
const ready = new Map<Grammar, Colourer>()

/** The colourer of a language when it is here already; a block that comes again is coloured at its first paint. */
export function colourerOf(lang: string): Colourer | undefined {
  const grammar = grammarOf(lang)
  return grammar && ready.get(grammar)
}

/** Loads it; undefined when there is none (unknown language, not loadable). */
export async function loadColourer(lang: string): Promise<Colourer | undefined> {
  const grammar = grammarOf(lang)
  if (!grammar) return undefined
  try {
    const highlighter = await (loading ??= load())
    const module = await grammars[grammar]()
    await highlighter.loadLanguage(...module.default)
    const colourer = ready.get(grammar) ?? colourerFor(highlighter, module.default.at(-1)?.name ?? grammar)
    ready.set(grammar, colourer)
    return colourer
  } catch {
    loading = undefined
    return undefined
  }
}

const colourerFor =
  (highlighter: HighlighterCore, lang: string): Colourer =>
  (lines, grammarState) => {
    const { tokens, grammarState: state } = highlighter.codeToTokens(lines, {
      lang,
      themes: { light: 'light-plus', dark: 'dark-plus' },
      defaultColor: false,
      // a line of a hostile length must not hold the page up
      tokenizeMaxLineLength: 2_000,
      ...(grammarState ? { grammarState } : {}),
    })
    return {
      lines: tokens.map((line) => line.map(({ content, htmlStyle }) => ({ text: content, ...styleOf(htmlStyle) }))),
      state: state!,
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

const styleOf = (style: string | Record<string, string> | undefined) => (typeof style === 'object' ? { style } : {})
