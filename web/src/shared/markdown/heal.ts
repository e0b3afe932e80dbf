import { endOfDollar } from './math.ts'
import type { MarkdownIt, StateCore, Token } from 'markdown-it'

/** What the parser is told beside the text. */
interface ParseEnv {
  /** The text is still being written: what is open at its end will be closed. */
  growing?: boolean
}

/** An address that a link has until its own is known; no scheme that opens anything. */
export const pendingHref = 'pending:'

/** How much of an open `[` is kept back while it may still become a link. UTF-16 code units. */
const maxLabel = 120

/**
 * The text without an end that could still become anything: `-` is a list, a rule or a heading depending on what
 * follows. Kept back for the moment until that is known, it never shows as what it does not turn out to be.
 */
export function withoutUndecided(text: string): string {
  const start = lineStart(text)
  const line = text.slice(start)
  if (undecidedLine.test(line)) return text.slice(0, start)
  const box = /^[ \t>]*(?:[-+*]|\d{1,9}[.)])[ \t]+(\[[ xX]?\]?)$/.exec(line)
  return box ? text.slice(0, -box[1]!.length) : text
}
const undecidedLine =
  /^[ \t>]*(?:[-+*=#_:]+|\|[ \t:|-]*|\d{1,9}[.)]?|[-+*][ \t]+[-*+]+|`{1,2}|~{1,2}|(?:`{3,}|~{3,})[^`\n]*|)[ \t]*$/

/** Closes what is open at the end of a growing text, so that `**bo` is bold from its first letter on. */
export function heal(md: MarkdownIt): void {
  md.core.ruler.after('block', 'heal', (state: StateCore) => {
    if (!(state.env as ParseEnv).growing) return
    const last = lastLeaf(state.tokens)
    if (last?.type === 'inline') last.content = healInline(last.content)
  })
}

/** The piece of a document that its end is in: an `inline` for running text. Cells that have not begun are none. */
export function lastLeaf(tokens: readonly Token[]): Token | undefined {
  const lastBlock = tokens.findLastIndex((token) => token.level === 0 && token.nesting >= 0)
  return tokens
    .slice(lastBlock)
    .findLast((token) => (token.type === 'inline' ? token.content !== '' : token.nesting === 0))
}

/** The source of one paragraph, heading or cell, with everything closed that its end has left open. */
export function healInline(source: string): string {
  const open: string[] = []
  let at = 0
  while (at < source.length) {
    const sign = source[at]!
    if (sign === '\\' && at === source.length - 1) return close(source.slice(0, at), open)
    if (sign === '\\' || sign === '$') {
      const next = afterFormula(source, at)
      if (next === undefined) return close(source.slice(0, at) + literal(source.slice(at)), open)
      at = next
    } else if (sign === '`') {
      const end = endOfCode(source, at)
      if (end === undefined) return closeCode(source, at, open)
      at = end
    } else if (sign === '[') {
      const link = linkAt(source, at)
      if (link.kind === 'open') return close(source.slice(0, isImage(source, at) ? at - 1 : at), open)
      if (link.kind === 'half') {
        if (isImage(source, at)) return close(source.slice(0, at - 1), open)
        return close(`${source.slice(0, at)}[${link.label}](${pendingHref})`, open)
      }
      at = link.next
    } else if (sign === '<' && /^<(?:h|ht|htt|https?|https?:[^\s<>]*)?$/i.test(source.slice(at)))
      return close(source.slice(0, at) + source.slice(at + 1), open)
    else if (sign === '*' || sign === '_' || sign === '~') {
      const length = runLength(source, at)
      if (at + length === source.length) return endOnMarker(source, at, length, open)
      mark(source, at, length, open)
      at += length
    } else at++
  }
  return close(source, open)
}

const isImage = (source: string, at: number): boolean => source[at - 1] === '!'

const runLength = (source: string, at: number): number => {
  let end = at
  while (source[end] === source[at]) end++
  return end - at
}

/** A run of emphasis signs: closes what it can, opens what it must. `open` holds the markers from outside to inside. */
function mark(source: string, at: number, length: number, open: string[]): void {
  const sign = source[at]!
  const before = source[at - 1] ?? ' '
  const after = source[at + length] ?? ' '
  let rest = length
  if (!/\s/.test(before))
    while (rest > 0 && open.at(-1)?.[0] === sign && open.at(-1)!.length <= rest) rest -= open.pop()!.length
  // inside a word a sign is rather a multiplication or a name than the beginning of something
  const opens = !/\s/.test(after) && !/[\p{L}\p{N}]/u.test(before)
  if (rest === 0 || !opens || (sign === '~' && rest !== 2)) return
  if (sign === '~') open.push('~~')
  else for (; rest > 0; rest -= rest >= 2 ? 2 : 1) open.push(sign.repeat(rest >= 2 ? 2 : 1))
}

/** The text ends with a run of emphasis signs: they close, or they wait for what they will open. */
function endOnMarker(source: string, at: number, length: number, open: string[]): string {
  const sign = source[at]!
  const before = source.slice(0, at)
  const closing = open.at(-1)
  if (closing?.[0] === sign && !/\s$/.test(before)) return close(before, open)
  if (/\S$/.test(before) && /[\p{L}\p{N}]$/u.test(before) && length < 2) return close(source, open)
  return close(before, open)
}

function close(source: string, open: string[]): string {
  // a marker that nothing follows yet would show as itself
  let text = source.replace(/(^|\s)!$/, '$1').trimEnd()
  for (let marker = open.at(-1); marker && text.endsWith(marker); marker = open.at(-1)) {
    text = text.slice(0, -marker.length).trimEnd()
    open.pop()
  }
  return text + open.toReversed().join('')
}

function endOfCode(source: string, at: number): number | undefined {
  const length = runLength(source, at)
  for (let next = source.indexOf('`', at + length); next >= 0;) {
    const run = runLength(source, next)
    if (run === length) return next + run
    next = source.indexOf('`', next + run)
  }
  return undefined
}

function closeCode(source: string, at: number, open: string[]): string {
  const marker = '`'.repeat(runLength(source, at))
  const code = source.slice(at + marker.length).replace(/`+$/, '')
  if (code.trim() === '') return close(source.slice(0, at), open)
  return source.slice(0, at + marker.length) + code + marker + open.toReversed().join('')
}

/** An unfinished formula shows its source, whatever its signs would mean elsewhere. */
const literal = (source: string): string => source.replace(/[!-/:-@[-`{-~]/g, '\\$&')

/** Steps over a closed formula, an escape or a price; undefined when a formula has begun that has not ended. */
function afterFormula(source: string, at: number): number | undefined {
  const two = source.slice(at, at + 2)
  const closing = { '\\(': '\\)', '\\[': '\\]', $$: '$$' }[two]
  if (closing) {
    const end = source.indexOf(closing, at + 2)
    return end < 0 ? undefined : end + 2
  }
  if (two[0] === '\\') return at + 2
  return (endOfDollar(source, at + 1) ?? at) + 1
}

type Link = { kind: 'open' } | { kind: 'half'; label: string } | { kind: 'whole'; next: number }

function linkAt(source: string, at: number): Link {
  const labelEnd = matching(source, at, '[', ']')
  if (labelEnd === undefined) return source.length - at > maxLabel ? { kind: 'whole', next: at + 1 } : { kind: 'open' }
  if (labelEnd === source.length - 1) return { kind: 'open' }
  if (source[labelEnd + 1] !== '(') return { kind: 'whole', next: at + 1 }
  const end = matching(source, labelEnd + 1, '(', ')')
  if (end !== undefined) return { kind: 'whole', next: end + 1 }
  return /\s\S*\s/.test(source.slice(labelEnd + 2)) && !/["']/.test(source.slice(labelEnd + 2))
    ? { kind: 'whole', next: at + 1 }
    : { kind: 'half', label: source.slice(at + 1, labelEnd) }
}

function matching(source: string, at: number, opening: string, closing: string): number | undefined {
  let depth = 0
  for (let i = at; i < source.length; i++) {
    if (source[i] === '\\') i++
    else if (source[i] === opening) depth++
    else if (source[i] === closing && --depth === 0) return i
  }
  return undefined
}

/** A table begins with its second line; until that has come its head would be shown as text. Undefined: no such head. */
export function completeTable(text: string): string | undefined {
  const body = text.trimEnd()
  if (text.slice(body.length).split('\n').length > 2) return undefined
  const [before, head] = [lineBefore(body, lineStart(body)), body.slice(lineStart(body))]
  if (!/^[ \t>]*\|/.test(head) || /^[ \t>]*\|/.test(before)) return undefined
  const [indent] = /^[ \t>]*/.exec(head)!
  const columns = head
    .slice(indent.length + 1)
    .replace(/\\\||\|[ \t]*$/g, '')
    .split('|').length
  return `${body}\n${indent}|${'---|'.repeat(columns)}`
}

const lineStart = (text: string): number => text.lastIndexOf('\n') + 1
const lineBefore = (text: string, start: number): string =>
  start === 0 ? '' : text.slice(lineStart(text.slice(0, start - 1)), start - 1)
