import type { History } from '../history.ts'
import { isOfMessage } from './frames.ts'
import type { Violation } from './violation.ts'

/** I5: at most three model calls for an answer. Titles are not answers; a user's retry is an answer of its own. */
export function* checkCalls(history: History, extraCalls: number): Iterable<Violation> {
  for (const [prompt, calls] of Map.groupBy(history.calls, (call) => call.prompt)) {
    const asked = history.posts.filter((post) => post.body.content === prompt && post.reply)
    const answers = new Set(asked.map((post) => post.reply?.message_id))
    const allowed = 3 * answers.size + extraCalls
    if (calls.length > allowed)
      yield { rule: 'I5', what: `${calls.length} model calls for "${prompt.slice(0, 60)}", ${allowed} at most` }
  }
}

/** I9: nothing is left behind, no model call goes on for nobody. */
export function* checkLeaks({ leaks, calls }: History): Iterable<Violation> {
  const open = calls.filter(({ outcome }) => outcome === 'open').length
  if (open > 0) yield { rule: 'I9', what: `${open} model calls are still open` }
  if (leaks.unsentOutboxRows > 0)
    yield { rule: 'I9', what: `${leaks.unsentOutboxRows} outbox rows of ended answers were never sent` }
  if (leaks.unannounced > 0) yield { rule: 'I9', what: `${leaks.unannounced} ends were never announced` }
  for (const key of leaks.keysForEver) yield { rule: 'I9', what: `${key} never expires` }
}

const filled = (value: unknown): boolean => typeof value === 'string' && value !== ''

/** I10: every error a user sees says what it is, what to do, and by which id to ask about it. */
export function* checkRefusals(history: History): Iterable<Violation> {
  for (const { call, status, contentType, retryAfter, problem } of history.refusals) {
    const { code, title, request_id } = (problem ?? {}) as Record<string, unknown>
    if (!contentType?.startsWith('application/problem+json'))
      yield { rule: 'I10', what: `${call}: ${status} is no problem document` }
    if (!filled(code) || !filled(title)) yield { rule: 'I10', what: `${call}: ${status} has no code or title` }
    if (!filled(request_id)) yield { rule: 'I10', what: `${call}: ${status} has no request id` }
    if ((status === 429 || status === 503) && !retryAfter)
      yield { rule: 'I10', what: `${call}: ${status} does not say when to ask again` }
  }
  for (const view of history.views) {
    for (const { event, data } of view.frames.filter(isOfMessage)) {
      const isWhole = filled(data.code) && filled(data.message) && typeof data.retryable === 'boolean'
      if (event === 'error' && !isWhole)
        yield { rule: 'I10', what: `answer ${String(data.message_id)}: its error lacks a code, a text or a hint` }
    }
  }
}
