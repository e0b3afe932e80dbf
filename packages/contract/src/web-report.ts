import { z } from 'zod'

/** Body of `POST /telemetry/web`: what a page has noticed of itself since its last report. Numbers only, nothing of anybody. */

export const webReportLimits = {
  bodyBytes: 4_096,
  /** Of one kind in one report; a page that has noticed more sends a fair choice. */
  samples: 20,
  /** Longer than this counts as this. Milliseconds. */
  sampleMs: 600_000,
  /** Resumes, and errors of one kind. */
  count: 1_000,
  /** On one rung; a report is due each minute. */
  seconds: 3_600,
} as const

/** By which kind of connection the page was fed; `offline`: by none. */
export const webRungs = ['stream', 'socket', 'poll', 'offline'] as const
export type WebRung = (typeof webRungs)[number]

/**
 * `script`, `promise`: nobody caught it. `component`: thrown while a part of the page was drawn or used. `policy`: the
 * content security policy has refused something. `hash`: an ended answer differed from the server's.
 */
export const webErrorKinds = ['script', 'promise', 'component', 'policy', 'hash'] as const
export type WebErrorKind = (typeof webErrorKinds)[number]

/** A finite number, cut to what may be: what a page sends is no reason to believe it. */
const within = (most: number) => z.number().transform((given) => Math.min(Math.max(given, 0), most))
const Samples = z.array(within(webReportLimits.sampleMs)).max(webReportLimits.samples).optional()
const count = within(webReportLimits.count).transform(Math.floor)

export const WebReport = z
  .strictObject({
    /** From the choice of another chat to its messages on the screen. */
    switch_paint_ms: Samples,
    /** From a piece of an answer reaching the page to its being on the screen. */
    answer_lag_ms: Samples,
    /** From Enter to the first text of the answer on the screen. */
    first_text_ms: Samples,
    /** From Enter to the server's word that it has the message. */
    outbox_wait_ms: Samples,
    /** Times the connection was there again after it was not. */
    resumes: count.optional(),
    /** While the page was seen. */
    rung_seconds: z.partialRecord(z.enum(webRungs), within(webReportLimits.seconds)).optional(),
    errors: z.partialRecord(z.enum(webErrorKinds), count).optional(),
  })
  .meta({ id: 'WebReport' })
export type WebReport = z.input<typeof WebReport>
