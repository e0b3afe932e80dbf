/** What became of a request. `faulted`: its scenario was played to the end. `refused`: it was not a valid request. */
export type Outcome = 'open' | 'completed' | 'faulted' | 'refused' | 'client_closed'

/** One request and what was answered. Times are milliseconds since 1970. */
export interface RequestRecord {
  /** 1, 2, … in the order of arrival. */
  readonly n: number
  readonly method: string
  readonly path: string
  /** Lower-case names; the values of keys are replaced by `***`. */
  readonly headers: Readonly<Record<string, string>>
  readonly receivedAt: number
  /** Of an answer or a title; null for any other request. */
  kind: 'answer' | 'title' | null
  /** The parsed JSON; null when there was none. */
  body: unknown
  /** Names the conversation up to its last question; see `conversationKey`. */
  conversation: string | null
  /** The text of the last question. */
  prompt: string
  /** Counted for each conversation and kind, from 1. */
  attempt: number
  /** The fault that was played. */
  fault: string | null
  /** Of a request to go on: whether the delivered text was the beginning of the answer. */
  seam: 'exact' | 'foreign' | null
  status: number | null
  /** What has been written so far. */
  sentText: string
  sentThinking: string
  firstTextAt: number | null
  outcome: Outcome
  endedAt: number | null
}

/** Narrows a list of records; every field that is given must match. */
export interface RecordFilter {
  readonly conversation?: string
  /** A part of the prompt. */
  readonly containing?: string
  readonly kind?: 'answer' | 'title'
}

export const matches = (record: RequestRecord, filter: RecordFilter): boolean =>
  (filter.conversation === undefined || record.conversation === filter.conversation) &&
  (filter.containing === undefined || record.prompt.includes(filter.containing)) &&
  (filter.kind === undefined || record.kind === filter.kind)

const secretHeaders = new Set(['authorization', 'x-api-key', 'proxy-authorization', 'cookie'])

const shownHeaders = (headers: NodeJS.Dict<string | string[]>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, secretHeaders.has(name) ? '***' : String(value)]),
  )

/** Records what was asked and answered, for tests to read and to wait on. */
export interface Transcript {
  /** Oldest first. The records are live: they go on changing while their request is open. */
  requests(filter?: RecordFilter): readonly RequestRecord[]
  count(filter?: RecordFilter): number
  /**
   * The first record, present or to come, for which `predicate` holds; asked again at every change of a record.
   * @param options.timeoutMs Default 10 000.
   * @throws {Error} when the time is over.
   */
  waitFor(predicate: (record: RequestRecord) => boolean, options?: { timeoutMs?: number }): Promise<RequestRecord>
  clear(): void
}

/** The server's side of the transcript. */
export interface Recorder extends Transcript {
  open(request: { method: string; path: string; headers: NodeJS.Dict<string | string[]> }): RequestRecord
  update(record: RequestRecord, change: Partial<RequestRecord>): void
}

/** @param keep Records kept; the oldest are dropped first. */
export function createTranscript(keep: number): Recorder {
  let records: RequestRecord[] = []
  let received = 0
  const waiting = new Set<(record: RequestRecord) => void>()
  const tell = (record: RequestRecord): void => {
    for (const look of waiting) look(record)
  }
  const requests = (filter: RecordFilter = {}) => records.filter((record) => matches(record, filter))
  return {
    requests,
    count: (filter) => requests(filter).length,
    clear: () => {
      records = []
    },
    open: ({ method, path, headers }) => {
      received += 1
      const record: RequestRecord = {
        n: received,
        method,
        path,
        headers: shownHeaders(headers),
        receivedAt: Date.now(),
        kind: null,
        body: null,
        conversation: null,
        prompt: '',
        attempt: 0,
        fault: null,
        seam: null,
        status: null,
        sentText: '',
        sentThinking: '',
        firstTextAt: null,
        outcome: 'open',
        endedAt: null,
      }
      records.push(record)
      if (records.length > keep) records.shift()
      tell(record)
      return record
    },
    update: (record, change) => {
      Object.assign(record, change)
      tell(record)
    },
    waitFor: (predicate, { timeoutMs = 10_000 } = {}) => {
      const present = records.find(predicate)
      if (present) return Promise.resolve(present)
      return new Promise((resolve, reject) => {
        const finish = (): void => {
          clearTimeout(timer)
          waiting.delete(look)
        }
        const look = (record: RequestRecord): void => {
          try {
            if (!predicate(record)) return
            resolve(record)
          } catch (cause) {
            reject(cause instanceof Error ? cause : new Error('the predicate failed', { cause }))
          }
          finish()
        }
        const timer = setTimeout(() => {
          finish()
          reject(new Error(`no such request within ${timeoutMs} ms; there were ${records.length}`))
        }, timeoutMs)
        waiting.add(look)
      })
    },
  }
}
