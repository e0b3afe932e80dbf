import { isDeepStrictEqual } from 'node:util'
import type { FinalRow, History, PostRecord } from '../history.ts'
import type { Violation } from './violation.ts'

const accepted = (post: PostRecord) => post.status >= 200 && post.status < 300 && post.reply !== undefined

/**
 * I1: what was accepted is there once, with one answer, and stays readable; one id never gets two replies.
 * Rows of deleted sessions are not asked for.
 */
export function* checkAccepted(history: History): Iterable<Violation> {
  const deleted = new Set(history.deletions.map(({ sessionId }) => sessionId))
  const rowsById = Map.groupBy(history.rows, (row) => row.id)
  for (const [id, rows] of rowsById) {
    if (rows.length > 1) yield { rule: 'I1', what: `message ${id} is listed ${rows.length} times` }
  }
  for (const post of history.posts.filter(accepted)) {
    const { reply } = post
    if (!reply || deleted.has(reply.session_id)) continue
    const question = rowsById.get(reply.user_message_id)?.[0]
    if (!question) yield { rule: 'I1', what: `the accepted message ${reply.user_message_id} is gone` }
    else if (!post.retryOf && question.content !== post.body.content)
      yield { rule: 'I1', what: `message ${question.id} does not hold what was sent` }
    const answers = history.rows.filter((row) => row.reply_to === reply.user_message_id)
    const latest = latestAnswer(history.posts, reply.user_message_id)
    if (answers.length !== 1 || answers[0]?.id !== latest)
      yield {
        rule: 'I1',
        what: `message ${reply.user_message_id} has the answers [${answers.map(({ id }) => id).join(', ')}], not [${latest}]`,
      }
  }
  yield* checkReplies(history.posts)
}

/** The answer that lists show: the first one, or the last retry that replaced it. */
function latestAnswer(posts: readonly PostRecord[], questionId: string): string | undefined {
  const replies = posts.filter((post) => accepted(post) && post.reply?.user_message_id === questionId)
  let latest = replies.find((post) => !post.retryOf)?.reply?.message_id
  for (let next = latest; next;) {
    latest = next
    next = replies.find((post) => post.retryOf === latest)?.reply?.message_id
  }
  return latest
}

function* checkReplies(posts: readonly PostRecord[]): Iterable<Violation> {
  const byId = Map.groupBy(
    posts.filter(accepted),
    (post) => post.retryOf ?? post.body.id ?? post.reply?.user_message_id,
  )
  for (const [id, replies] of byId) {
    const [first, ...others] = replies
    for (const other of others) {
      // the state of the answer may have moved on between two equal posts; everything else is the same for ever
      const same = isDeepStrictEqual({ ...first?.reply, status: '' }, { ...other.reply, status: '' })
      if (!same) yield { rule: 'I1', what: `two replies to the same message ${id} differ` }
      if (other.body.content !== first?.body.content)
        yield { rule: 'I1', what: `message ${id} was accepted with two contents` }
    }
  }
}

const terminal = new Set(['completed', 'error', 'cancelled'])

/** I2: every answer has ended, in one way, and no observer ever saw it leave its end. */
export function* checkTerminal(history: History): Iterable<Violation> {
  for (const row of history.rows.filter(({ role }) => role === 'assistant')) {
    if (!terminal.has(row.status)) yield { rule: 'I2', what: `answer ${row.id} is still ${row.status}` }
  }
  const ends = new Map<string, string>()
  for (const { messageId, status, where } of allSightings(history)) {
    const end = ends.get(messageId)
    if (terminal.has(status) && end && end !== status)
      yield { rule: 'I2', what: `answer ${messageId} was ${end} and then ${status} (${where})` }
    if (terminal.has(status) && !end) ends.set(messageId, status)
  }
}

function* allSightings(history: History) {
  yield* history.sightings
  for (const view of history.views) {
    for (const { event, data } of view.frames) {
      if (event && terminal.has(event)) yield { messageId: String(data.message_id), status: event, where: 'a stream' }
    }
  }
  for (const row of history.rows) yield { messageId: row.id, status: row.status, where: 'the final list' }
}

/** The row that a message ended as; undefined when a list no longer shows it (replaced, or its session deleted). */
export const rowOf = (history: History, messageId: string): FinalRow | undefined =>
  history.rows.find(({ id }) => id === messageId)
