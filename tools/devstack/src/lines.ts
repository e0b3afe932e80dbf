import { StringDecoder } from 'node:string_decoder'

/** One line a process printed; `json` when the line is a JSON object (our services log so). */
export interface LogLine {
  readonly text: string
  readonly json?: Record<string, unknown>
}

export interface WaitForLine {
  /** Milliseconds; default 30 000. */
  timeoutMs?: number
  /** Look only at lines from this position on (a `count` read earlier); default 0, all that are still kept. */
  from?: number
}

const kept = 5_000

const toLine = (text: string): LogLine => {
  if (!text.startsWith('{')) return { text }
  try {
    return { text, json: JSON.parse(text) as Record<string, unknown> }
  } catch {
    return { text }
  }
}

/** What a process said, kept across its restarts: the last 5 000 lines, to be listened to, awaited and iterated. */
export class Lines implements AsyncIterable<LogLine> {
  /** Lines seen so far; the position of the next one. */
  count = 0
  readonly #last: LogLine[] = []
  readonly #listeners = new Set<(line: LogLine) => void>()

  push(text: string): void {
    const line = toLine(text)
    this.count++
    this.#last.push(line)
    if (this.#last.length > kept) this.#last.shift()
    for (const listener of this.#listeners) listener(line)
  }

  /** Takes a stream of bytes in; a line cut in two by the pipe is put together again, the last one needs no newline. */
  feed(stream: NodeJS.ReadableStream): void {
    const decoder = new StringDecoder('utf8')
    let rest = ''
    stream.on('data', (chunk: Buffer) => {
      const parts = (rest + decoder.write(chunk)).split('\n')
      rest = parts.pop() ?? ''
      for (const part of parts) this.push(part.replace(/\r$/, ''))
    })
    stream.on('end', () => {
      if (rest) this.push(rest)
      rest = ''
    })
    stream.on('error', () => {})
  }

  /** @returns A function that ends the listening. */
  listen(listener: (line: LogLine) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  tail(n: number): string[] {
    return this.#last.slice(-n).map((line) => line.text)
  }

  /**
   * The first line that fits, among those kept and those to come.
   * @throws {Error} with the last lines when none came in time.
   */
  waitFor(fits: (line: LogLine) => boolean, { timeoutMs = 30_000, from = 0 }: WaitForLine = {}): Promise<LogLine> {
    const skip = Math.max(0, from - (this.count - this.#last.length))
    const seen = this.#last.slice(skip).find(fits)
    if (seen) return Promise.resolve(seen)
    return new Promise((resolve, reject) => {
      const done = () => {
        clearTimeout(timer)
        stop()
      }
      const stop = this.listen((line) => {
        if (!fits(line)) return
        done()
        resolve(line)
      })
      const timer = setTimeout(() => {
        done()
        reject(new Error(`No such line within ${timeoutMs} ms. The last ones:\n${this.tail(20).join('\n')}`))
      }, timeoutMs)
    })
  }

  /** Every line from now on; ends only when the consumer leaves the loop. */
  async *[Symbol.asyncIterator](): AsyncGenerator<LogLine, void> {
    const waiting: LogLine[] = []
    let wake = () => {}
    const stop = this.listen((line) => {
      waiting.push(line)
      wake()
    })
    try {
      for (;;) {
        const line = waiting.shift()
        if (line) yield line
        else await new Promise<void>((resolve) => (wake = resolve))
      }
    } finally {
      stop()
    }
  }
}
