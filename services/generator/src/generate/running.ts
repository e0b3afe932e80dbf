import type { StreamRef } from '@continuo/stream-log/types'
import type { AbortKind } from '../claude/failure.ts'

/** A running attempt, as those see it who keep all attempts of this process alive together. */
export interface Running {
  readonly ref: StreamRef
  /** As far as this process knows. */
  readonly epoch: number
  /** True while a new epoch is being asked for: chat-api may be one ahead of `epoch`. */
  readonly renewing: boolean
  /** True once this epoch stands in the log. */
  readonly opened: boolean
  /** Ends the attempt; only the first reason counts. @param by Who found out, for the log. */
  abort(kind: AbortKind, by: string): void
  /** The log of this epoch is gone: write it anew under the next. */
  recover(epoch: number): void
}
