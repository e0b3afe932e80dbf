import { type AnswerState, isTerminal } from '@continuo/contract'
import type { AnswersListener } from '../../data/answers.ts'
import type { Notice } from '../../data/notices.ts'
import { afterPaint } from '../../shared/after-paint.ts'
import type { Tally } from './tally.ts'

/** Milliseconds: one look at the lag in so long is enough; a text that is not on the screen by then is on none. */
const lagEveryMs = 250
const shownWithinMs = 1_000
/** Turns that are followed at once. */
const mostTurns = 50

/** The bubble of an answer in this document, with some text in it. */
const hasText = (id: string): boolean =>
  document.querySelector(`[data-message-id="${CSS.escape(id)}"]:not([data-length="0"])`) !== null

/** Times from Enter to the first text, to the server's yes, and from a piece's arrival to the screen. */
export function createAnswerTimes(tally: Pick<Tally, 'took'>, textOf: (answerId: string) => string | undefined) {
  const sentAt = new Map<string, number>()
  /** Answers whose first text is awaited, with when it was asked for. */
  const awaited = new Map<string, number>()
  let looked = -Infinity

  function remember(where: Map<string, number>, id: string, ms: number): void {
    where.set(id, ms)
    if (where.size > mostTurns) where.delete(where.keys().next().value!)
  }

  /** The first text has come; it is on the screen soon, or the reader is elsewhere. */
  function firstText(id: string, askedAt: number, cameAt: number): void {
    if (document.hidden) return void awaited.delete(id)
    afterPaint(() => {
      if (!awaited.has(id)) return
      const nowMs = performance.now()
      if (hasText(id)) tally.took('first_text_ms', nowMs - askedAt)
      else if (nowMs - cameAt < shownWithinMs) return firstText(id, askedAt, cameAt)
      awaited.delete(id)
    })
  }

  function onNotice(notice: Notice): void {
    if (notice.type === 'sent') return remember(sentAt, notice.id, notice.atMs)
    if (notice.type !== 'accepted' && notice.type !== 'refused') return
    const since = sentAt.get(notice.id)
    sentAt.delete(notice.id)
    if (since === undefined || notice.type === 'refused') return
    const nowMs = performance.now()
    tally.took('outbox_wait_ms', nowMs - since)
    remember(awaited, notice.answerId, since)
    if (textOf(notice.answerId)) firstText(notice.answerId, since, nowMs)
  }

  const onAnswers: AnswersListener = (changed, arrivedAt) => {
    const nowMs = performance.now()
    for (const [id, state] of changed) begin(id, state, nowMs)
    if (document.hidden || nowMs - looked < lagEveryMs) return
    looked = nowMs
    const ids = [...changed.keys()]
    afterPaint(() => ids.some(hasText) && tally.took('answer_lag_ms', performance.now() - arrivedAt), true)
  }

  const begun = new Set<string>()
  function begin(id: string, state: AnswerState, nowMs: number): void {
    const askedAt = awaited.get(id)
    if (askedAt !== undefined && state.text !== '' && !begun.has(id)) {
      begun.add(id)
      firstText(id, askedAt, nowMs)
    }
    if (!isTerminal(state.status)) return
    begun.delete(id)
    if (state.text === '') awaited.delete(id)
  }

  return { onNotice, onAnswers }
}
