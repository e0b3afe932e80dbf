import type { WebReport } from '@continuo/contract'

export interface SenderOptions {
  /** The report of what there was until now; undefined: nothing to tell. */
  take: () => WebReport | undefined
  send: (body: string) => void
  isOnline: () => boolean
  isSeen: () => boolean
  now: () => number
}

/** Milliseconds: between two reports of a page that is seen; at least, between a report and that of leaving. */
export const pace = { everyMs: 60_000, leastMs: 10_000 }

/** When a page reports: each minute while it is seen, and as it goes. Without a network it waits, and tries nothing. */
export function createSender({ take, send, isOnline, isSeen, now }: SenderOptions) {
  let sentAt = -Infinity

  function report(leastMs: number): void {
    if (!isOnline() || now() - sentAt < leastMs) return
    const body = take()
    if (!body) return
    sentAt = now()
    send(JSON.stringify(body))
  }

  return {
    /** A minute has gone by. */
    tick: () => void (isSeen() && report(pace.leastMs)),
    /** Nobody looks any more; it may be the last that is heard of this page. */
    hidden: () => report(pace.leastMs),
    /** The page goes. */
    leave: () => report(0),
  }
}
