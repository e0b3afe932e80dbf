import katex from 'katex'
import 'katex/dist/katex.min.css'

/** Longer formulas show their source. UTF-16 code units. */
const maxLength = 4_000

/**
 * Sets a formula as nodes, without HTML in between. No links, no pictures, no classes or data of its own (`trust`); size
 * and macros are bounded. Undefined for what is no formula.
 */
export function renderMath(source: string, display: boolean): Node[] | undefined {
  if (source.length > maxLength) return undefined
  const box = document.createElement('span')
  try {
    katex.render(source, box, {
      displayMode: display,
      throwOnError: true,
      strict: 'ignore',
      trust: false,
      maxExpand: 200,
      maxSize: 20,
      // their own forms write style attributes, which the policy of the page refuses
      macros: { '\\pmb': '\\boldsymbol{#1}', '\\fcolorbox': '\\boxed{\\colorbox{#2}{#3}}' },
    })
  } catch {
    return undefined
  }
  return [...box.childNodes]
}
