/** One piece of a response. Paced pieces wait for their turn in the tempo, the others leave as soon as they are reached. */
export interface Frame {
  readonly data: string | Uint8Array
  readonly paced: boolean
  /** The part of the answer's text or thinking it carries, for the transcript. */
  readonly text?: string
  readonly thinking?: string
}

/** What happens after the last frame. `cut`: FIN inside the body. `hang` and `pings` wait for the client to go away. */
export type Ending =
  { kind: 'end' } | { kind: 'cut' } | { kind: 'reset' } | { kind: 'hang' } | { kind: 'pings'; everyMs: number }

/** A whole response, told before it is played. */
export interface Script {
  /** Null: no response at all, straight to the ending. */
  readonly head: { readonly status: number; readonly headers: Readonly<Record<string, string>> } | null
  readonly frames: Iterable<Frame>
  readonly ending: Ending
  /** Sent in a silence, to keep a healthy stream alive; null where silence is the point, or the body is not SSE. */
  readonly keepAlive: string | null
  readonly gzip: boolean
  /** Tokens that are made before the first paced frame: all of them when the answer comes in one piece. */
  readonly tokensBeforeFirst: number
}

export const frame = (data: string | Uint8Array): Frame => ({ data, paced: false })
