import { completeTable, lastLeaf, withoutUndecided } from './heal.ts'
import { markdown, type Token } from './parser.ts'

/** One top-level piece of a document (a paragraph, a list, a code block …) with its tokens. */
export interface Block {
  /** Where it begins in the text: its key on the page. */
  start: number
  tokens: Token[]
  /** Nothing that comes later can change it any more. */
  done: boolean
}

/** Blocks come in portions of so many: those that never change again are compared as one. */
const portion = 40

/**
 * Parses a growing text without parsing it all again: a block that another one has followed on a complete line is
 * final, so each update parses from the last final block on. Final blocks keep their identity and need no new render.
 */
export class BlockCache {
  #text = ''
  /** Portions that are full and final. */
  #full: Block[][] = []
  /** Final blocks after them. */
  #done: Block[] = []
  /** Everything before this offset is final. */
  #tail = 0
  #fence: OpenFence | undefined

  /**
   * The blocks of `text`, in portions. A text that does not continue the last one starts anew.
   * @param ended Nothing will be added: every block is final, and link references are looked up in the whole text.
   */
  update(text: string, ended = false): Block[][] {
    if (!text.startsWith(this.#text)) this.#reset()
    this.#text = text
    if (ended && /^ {0,3}\[[^\]]+\]:/m.test(text)) this.#reset()
    const blocks = (ended ? undefined : this.#fence?.grow(text)) ?? this.#parse(text, ended)
    let open = ended ? blocks.length : 0
    while (!ended && closes(text, blocks[open + 1])) open++
    for (const block of blocks.slice(0, open)) this.#keep(block)
    const rest = blocks.slice(open)
    if (open > 0) this.#tail = rest[0]?.start ?? text.length
    return [...this.#full, ...portionsOf([...this.#done, ...rest])]
  }

  #parse(text: string, ended: boolean): Block[] {
    const blocks = parseBlocks(ended ? text : withoutUndecided(text), this.#tail, !ended)
    this.#fence = ended ? undefined : openFence(text, blocks)
    return blocks
  }

  #keep(block: Block): void {
    block.done = true
    this.#done.push(block)
    if (this.#done.length < portion) return
    this.#full.push(this.#done)
    this.#done = []
  }

  #reset(): void {
    this.#full = []
    this.#done = []
    this.#tail = 0
    this.#fence = undefined
  }
}

function portionsOf(blocks: Block[]): Block[][] {
  const portions: Block[][] = []
  for (let at = 0; at < blocks.length; at += portion) portions.push(blocks.slice(at, at + portion))
  return portions
}

/**
 * True when this block has surely begun, and so the one before it is closed: the lines that make it what it is are
 * complete. A table is one only by its second line, a formula only by its last.
 */
function closes(text: string, block: Block | undefined): boolean {
  const first = block?.tokens[0]
  if (!block || !first || first.type === 'math_open') return false
  const [from, to] = first.map ?? [0, 1]
  let lines = first.type === 'table_open' ? 2 : first.type === 'math_block' ? to - from : 1
  let at = block.start - 1
  for (; lines > 0; lines--) {
    at = text.indexOf('\n', at + 1)
    if (at < 0) return false
  }
  return true
}

function parseBlocks(text: string, from: number, growing: boolean): Block[] {
  const tail = text.slice(from)
  const tokens = markdown.parse(tail, { growing })
  const last = growing ? lastLeaf(tokens) : undefined
  const completed = last?.type === 'inline' && last.content.includes('|') ? completeTable(tail) : undefined
  if (completed !== undefined) return toBlocks(completed, markdown.parse(completed, { growing }), from)
  return toBlocks(tail, tokens, from)
}

function toBlocks(tail: string, tokens: Token[], from: number): Block[] {
  const lineStarts = startsOfLines(tail)
  const blocks: Block[] = []
  for (const token of tokens) {
    if (token.level === 0 && token.nesting >= 0)
      blocks.push({ start: from + (lineStarts[token.map?.[0] ?? 0] ?? tail.length), tokens: [], done: false })
    blocks.at(-1)?.tokens.push(token)
  }
  return blocks
}

function startsOfLines(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

interface OpenFence {
  /** The block with what has come since; undefined when it may have ended. */
  grow: (text: string) => Block[] | undefined
}

/** A code block at the end that has not ended: what follows is code until a line that begins like its end. */
function openFence(text: string, blocks: Block[]): OpenFence | undefined {
  const block = blocks.at(-1)
  const token = block?.tokens[0]
  if (!block || token?.type !== 'fence') return undefined
  const codeStart = text.indexOf('\n', block.start) + 1
  if (codeStart === 0 || !text.startsWith(token.markup, block.start)) return undefined
  let seen = codeStart
  return {
    grow(grown) {
      const lineStart = grown.lastIndexOf('\n') + 1
      const sign = token.markup[0]!
      for (let at = seen; at < lineStart; at = grown.indexOf('\n', at) + 1)
        if (new RegExp(`^ {0,3}\\${sign}`).test(grown.slice(at, at + 4))) return undefined
      seen = lineStart
      token.content = withoutUndecided(grown).slice(codeStart)
      return [{ start: block.start, tokens: [token], done: false }]
    },
  }
}
