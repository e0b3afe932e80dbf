import { type WebErrorKind, type WebReport, webReportLimits, type WebRung } from '@continuo/contract'

/** The times that a page takes of itself. */
export type Timed = 'switch_paint_ms' | 'answer_lag_ms' | 'first_text_ms' | 'outbox_wait_ms'

/** What has been noticed since the last report. Pure: time and chance are passed in. */
export interface Tally {
  took: (what: Timed, ms: number) => void
  resumed: () => void
  failed: (kind: WebErrorKind) => void
  /** From `nowMs` on the page is fed like this; undefined: it is not seen, and the time counts for nothing. */
  standsOn: (rung: WebRung | undefined, nowMs: number) => void
  /** The report of what there was until now, and a new beginning; undefined when there was nothing. */
  take: (nowMs: number) => WebReport | undefined
}

/** @param random Uniform in [0, 1). */
export function createTally(random: () => number): Tally {
  let times: Partial<Record<Timed, { seen: number; kept: number[] }>> = {}
  let errors: Partial<Record<WebErrorKind, number>> = {}
  let stayed: Partial<Record<WebRung, number>> = {}
  let resumes = 0
  let rung: WebRung | undefined
  let since = 0

  function closeStay(nowMs: number): void {
    if (rung) stayed[rung] = (stayed[rung] ?? 0) + Math.max(0, nowMs - since)
    since = nowMs
  }

  return {
    took(what, ms) {
      if (!Number.isFinite(ms) || ms < 0) return
      const of = (times[what] ??= { seen: 0, kept: [] })
      of.seen++
      // each of all that were seen is as likely as any other to be among those that are kept
      const place = of.kept.length < webReportLimits.samples ? of.kept.length : Math.floor(random() * of.seen)
      if (place < webReportLimits.samples) of.kept[place] = Math.round(Math.min(ms, webReportLimits.sampleMs))
    },
    resumed: () => void resumes++,
    failed: (kind) => void (errors[kind] = (errors[kind] ?? 0) + 1),
    standsOn(next, nowMs) {
      closeStay(nowMs)
      rung = next
    },
    take(nowMs) {
      closeStay(nowMs)
      const seconds = Object.entries(stayed).map(([name, ms]) => [name, Math.round(ms / 100) / 10] as const)
      const report: WebReport = {
        ...Object.fromEntries(Object.entries(times).map(([what, { kept }]) => [what, kept])),
        ...(resumes > 0 ? { resumes } : {}),
        ...(seconds.some(([, s]) => s > 0) ? { rung_seconds: Object.fromEntries(seconds) } : {}),
        ...(Object.keys(errors).length > 0 ? { errors } : {}),
      }
      times = {}
      errors = {}
      stayed = {}
      resumes = 0
      return Object.keys(report).length > 0 ? report : undefined
    },
  }
}
