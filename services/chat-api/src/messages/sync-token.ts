/** Where a client stands: it has everything that transactions before `xmin` did. */
export interface SyncToken {
  /** Which history the transaction ids belong to: the database cluster and its timeline. */
  readonly history: string
  /** Read from here, a transaction id as decimal text (64 bits do not fit a number). */
  readonly xmin: string
  /** In the midst of the pages: the token after the last page starts here. */
  readonly nextXmin?: string
  /** In the midst of the pages: the last row sent. */
  readonly after?: { readonly source: SyncSource; readonly changedIn: string; readonly id: string }
  /** The pages of a client that starts from nothing. */
  readonly full?: boolean
}

export const syncSources = ['sessions', 'messages', 'tombstones'] as const
export type SyncSource = (typeof syncSources)[number]

const pattern = /^1\.([0-9A-F]+-\d+)\.(\d{1,20})(?:\.(\d{1,20})\.(f?)(s|m|t)\.(\d{1,20})\.([0-9a-f-]{36}))?$/i

const letters = { s: 'sessions', m: 'messages', t: 'tombstones' } as const

export function formatSyncToken({ history, xmin, nextXmin, after, full }: SyncToken): string {
  const base = `1.${history}.${xmin}`
  if (!after || nextXmin === undefined) return base
  return `${base}.${nextXmin}.${full ? 'f' : ''}${after.source[0]}.${after.changedIn}.${after.id}`
}

/** Anything that is no token of ours reads as undefined, and its client gets the whole anew. */
export function parseSyncToken(text: string | undefined): SyncToken | undefined {
  const match = pattern.exec(text ?? '')
  if (!match) return undefined
  const [, history, xmin, nextXmin, full, letter, changedIn, id] = match
  const base = { history: history!, xmin: xmin! }
  if (!nextXmin || !letter || !changedIn || !id) return base
  return {
    ...base,
    nextXmin,
    after: { source: letters[letter.toLowerCase() as keyof typeof letters], changedIn, id },
    full: full !== '',
  }
}
