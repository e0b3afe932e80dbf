import type { ColouredLine, Colourer } from './highlight.ts'

/** Some lines of a code that follow each other. A full portion is the same object at every update. */
export interface CodePortion {
  lines: ColouredLine[]
}

/** Lines in a portion: what a browser lays out again when a line is added. */
const portion = 40

/** Longer code stays plain: colouring it would hold the page up. UTF-16 code units. */
const maxColoured = 60_000

/**
 * A growing code in lines. Each complete line is coloured once, going on where the line before it ended, so a line
 * costs the same at the top and at the end, and nothing changes its colour when the code is complete.
 */
export class CodeLines {
  #code = ''
  #colourer: Colourer | undefined
  #state: Parameters<Colourer>[1]
  #full: CodePortion[] = []
  #lines: ColouredLine[] = []
  /** Where the first line begins that is not complete. */
  #at = 0

  /** The portions of `code`. A code that does not continue the last one, or other colours, start anew. */
  update(code: string, colourer: Colourer | undefined): CodePortion[] {
    const colours = code.length > maxColoured ? undefined : colourer
    if (!code.startsWith(this.#code) || colours !== this.#colourer) this.#reset(colours)
    this.#code = code
    const end = code.lastIndexOf('\n') + 1
    if (end > this.#at) {
      const { lines, state } = this.#colour(code.slice(this.#at, end - 1))
      this.#state = state
      this.#at = end
      for (const line of lines) this.#keep(line)
    }
    const last = this.#colour(code.slice(end)).lines[0] ?? []
    return [...this.#full, { lines: [...this.#lines, last] }]
  }

  #colour(text: string): { lines: ColouredLine[]; state: Parameters<Colourer>[1] } {
    if (this.#colourer) return this.#colourer(text, this.#state)
    return { lines: text.split('\n').map((line) => [{ text: line }]), state: undefined }
  }

  #keep(line: ColouredLine): void {
    this.#lines.push(line)
    if (this.#lines.length < portion) return
    this.#full.push({ lines: this.#lines })
    this.#lines = []
  }

  #reset(colourer: Colourer | undefined): void {
    this.#colourer = colourer
    this.#state = undefined
    this.#full = []
    this.#lines = []
    this.#at = 0
  }
}
