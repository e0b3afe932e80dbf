import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it'

/** Longer formulas stay text: nobody writes them, and looking for their end costs. UTF-16 code units. */
const maxInline = 2_000
const maxLines = 200

/**
 * Formulas: `$…$`, `\(…\)`, `$$…$$` and `\[…\]`. Tokens `math_inline` and `math_block` carry the formula in `content`,
 * their delimiters in `markup`, and `meta.display`; a block that has not ended yet is `math_open`. Prices are no formulas.
 */
export function math(md: MarkdownIt): void {
  md.inline.ruler.before('escape', 'math', inlineMath)
  md.block.ruler.after('blockquote', 'math', blockMath, { alt: ['paragraph', 'reference', 'blockquote', 'list'] })
}

const closers: Record<string, string> = { $: '$', $$: '$$', '\\(': '\\)', '\\[': '\\]' }

function opener(src: string, at: number): string | undefined {
  const two = src.slice(at, at + 2)
  return Object.hasOwn(closers, two) ? two : two[0] === '$' ? '$' : undefined
}

function inlineMath(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state
  const open = opener(src, pos)
  if (!open) return false
  const from = pos + open.length
  const end = open === '$' ? endOfDollar(src, from) : endOf(src, from, closers[open]!)
  if (end === undefined || src.slice(from, end).trim() === '') return false
  if (!silent) {
    const token = state.push('math_inline', 'math', 0)
    token.content = src.slice(from, end)
    token.markup = open
    token.meta = { display: open === '$$' || open === '\\[' }
  }
  state.pos = end + open.length
  return true
}

function endOf(src: string, from: number, close: string): number | undefined {
  const window = src.slice(from, from + maxInline)
  for (let at = window.indexOf(close); at >= 0; at = window.indexOf(close, at + 1))
    if (close !== '$$' || window[at - 1] !== '\\') return from + at
  return undefined
}

/** Pandoc's rule, and a formula that begins like a price must not go on like a sentence. */
export function endOfDollar(src: string, from: number): number | undefined {
  if (/[\s$]/.test(src[from] ?? ' ')) return undefined
  for (let at = from; at < Math.min(src.length, from + maxInline); at++) {
    if (src[at] === '\\') at++
    else if (src[at] === '`') return undefined
    else if (src[at] === '$') {
      const isEnd = !/\s/.test(src[at - 1]!) && !/\d/.test(src[at + 1] ?? '')
      return isEnd && !isPrice(src.slice(from, at)) ? at : undefined
    }
  }
  return undefined
}

const isPrice = (formula: string): boolean => /^\d[^\\]*\p{L}{3}[^\\]*$/u.test(formula)

function blockMath(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  if (state.sCount[startLine]! - state.blkIndent >= 4) return false
  const open = lineOf(state, startLine).slice(0, 2)
  if (open !== '$$' && open !== '\\[') return false
  const end = endOfBlock(state, startLine, endLine, closers[open]!)
  if (end === undefined) return false
  const source = state.getLines(startLine, end.line + 1, state.blkIndent, false).trim()
  if (end.closed && source.slice(2, -2).trim() === '') return false
  if (silent) return true
  const token = state.push(end.closed ? 'math_block' : 'math_open', 'math', 0)
  token.block = true
  token.content = end.closed ? source.slice(2, -2) : source
  token.markup = open
  token.meta = { display: true }
  token.map = [startLine, end.line + 1]
  state.line = end.line + 1
  return true
}

/** A formula holds no empty line, so nothing that was written before one can become part of it later. */
function endOfBlock(state: StateBlock, start: number, endLine: number, close: string) {
  for (let line = start; line < Math.min(endLine, start + maxLines); line++) {
    const text = lineOf(state, line)
    if (line > start && (text === '' || state.sCount[line]! < state.blkIndent)) return undefined
    const at = text.indexOf(close, line === start ? 2 : 0)
    if (at >= 0) return text.slice(at + 2) === '' ? { line, closed: true } : undefined
  }
  return endLine - start <= maxLines ? { line: endLine - 1, closed: false } : undefined
}

const lineOf = (state: StateBlock, line: number): string =>
  state.src.slice(state.bMarks[line]! + state.tShift[line]!, state.eMarks[line]).trim()
