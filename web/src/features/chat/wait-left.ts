import type { AnswerWait } from '@continuo/contract'

/** When this page heard of a wait, Unix ms. What is told in seconds counts from then, whatever the server's clock says. */
const arrivals = new WeakMap<AnswerWait, number>()

/** To be called with what comes in, as it comes in; later calls change nothing. */
export function arrivalOf(wait: AnswerWait, now = Date.now()): number {
  const known = arrivals.get(wait)
  if (known !== undefined) return known
  arrivals.set(wait, now)
  return now
}

/** When an answer that waits in the queue begins, by the last estimate; Unix ms. Undefined: nobody knows. */
export const startsAt = (wait: AnswerWait): number | undefined =>
  wait.estimateS === undefined ? undefined : arrivalOf(wait) + wait.estimateS * 1_000

/**
 * When an answer goes on that waits out a time; Unix ms. Who comes later hears of the same wait: then its end counts, as far
 * as this machine's clock can be right about it.
 */
export function goesOnAt(wait: AnswerWait): number | undefined {
  if (wait.waitS === undefined) return undefined
  const arrival = arrivalOf(wait)
  const wholeMs = wait.waitS * 1_000
  const leftMs = wait.waitUntil === undefined ? wholeMs : Math.min(wholeMs, Math.max(0, wait.waitUntil - arrival))
  return arrival + leftMs
}
