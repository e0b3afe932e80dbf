import { markdown, type Token } from './parser.ts'

/** One top-level piece of a document (a paragraph, a list, a code block …) with its tokens. */
export interface Block {
  /** Where it begins in the text: its key on the page. */
  start: number
  tokens: Token[]
  /** Nothing that comes later can change it any more. */
  done: boolean
}

/**
 * Parses a growing text without parsing it all again: a block that another one has followed on a complete line is
 * final, so each update parses from the last final block on. Final blocks keep their identity and need no new render.
 */
export class BlockCache {
  #text = ''
  #done: Block[] = []
  /** Everything before this offset is in `#done`. */
  #tail = 0

  /**
   * The blocks of `text`. A text that does not continue the last one starts anew.
   * @param ended Nothing will be added: every block is final, and link references are looked up in the whole text.
   */
  update(text: string, ended = false): Block[] {
    if (!text.startsWith(this.#text)) this.#reset()
    this.#text = text
    if (ended && /^ {0,3}\[[^\]]+\]:/m.test(text)) this.#reset()
    const blocks = parseBlocks(text, this.#tail)
    let open = ended ? blocks.length : 0
    while (!ended && closes(text, blocks[open + 1])) open++
    for (const block of blocks.slice(0, open)) block.done = true
    this.#done.push(...blocks.slice(0, open))
    const rest = blocks.slice(open)
    if (open > 0) this.#tail = rest[0]?.start ?? text.length
    return [...this.#done, ...rest]
  }

  #reset(): void {
    this.#done = []
    this.#tail = 0
  }
}

/**
 * True when this block has surely begun, and so the one before it is closed: its first line is complete and cannot turn
 * into something else. A table is one only by its second line.
 */
function closes(text: string, block: Block | undefined): boolean {
  if (!block) return false
  const firstEnd = text.indexOf('\n', block.start)
  const isTable = block.tokens[0]?.type === 'table_open'
  return firstEnd >= 0 && (!isTable || text.includes('\n', firstEnd + 1))
}

function parseBlocks(text: string, from: number): Block[] {
  const tail = text.slice(from)
  const lineStarts = startsOfLines(tail)
  const blocks: Block[] = []
  for (const token of markdown.parse(tail, {})) {
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
