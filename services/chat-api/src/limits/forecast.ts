import { type InLine, type Line, isDispatched, isEarlier } from './line.ts'

/** How answers have gone lately. */
export interface Pace {
  /** Answers that are written at once: the most of the last seconds. */
  readonly slots: number
  /** How long each of the last ended ones was written; milliseconds. */
  readonly tookMs: readonly number[]
}

/** From fewer than this nothing is concluded. */
const leastAnswers = 5
/** Further into the queue nobody looks: nothing can be said of it, and it costs. */
const mostStarts = 5_000

/**
 * In how many milliseconds each queued answer will begin, if answers go on taking what they took lately and nobody stops
 * any: the queue is played through, with its slots, its order and the limit of each user. Those that nothing can be said
 * about are left out; nobody gets a guess.
 */
export function forecastStarts(line: Line, pace: Pace, { userConcurrency }: { userConcurrency: number }) {
  const starts = new Map<string, number>()
  if (pace.tookMs.length < leastAnswers || pace.slots === 0) return starts
  const usualMs = pace.tookMs.reduce((sum, ms) => sum + ms, 0) / pace.tookMs.length
  const running = line.answers.filter(({ runningSince }) => runningSince !== undefined)
  const ends = running
    .map((answer) => ({ answer, atMs: restOf(line.nowMs - answer.runningSince!, pace.tookMs, usualMs) }))
    .toSorted((a, b) => a.atMs - b.atMs)
  const queue = line.answers
    .filter((answer) => answer.runningSince === undefined)
    .filter(isDispatched)
    .filter(({ dispatchedAt }) => dispatchedAt <= line.nowMs)
    .toSorted((a, b) => a.dispatchedAt - b.dispatchedAt) as InLine[]
  const held = holdBack(line, userConcurrency)

  let free = Math.max(0, pace.slots - running.length)
  let nowMs = 0
  for (let next = 0, ended = 0; starts.size < mostStarts;) {
    while (free > 0 && next < queue.length) {
      const answer = queue[next++]!
      free--
      if (answer.isNew) starts.set(answer.id, nowMs)
      // all that begin take the same: their ends come in the order of their starts, after those that run now or between
      insertEnd(ends, { answer, atMs: nowMs + usualMs }, ended)
    }
    const end = ends[ended++]
    if (!end) break
    nowMs = end.atMs
    free++
    const released = held.release(end.answer)
    if (released) queue.push(released)
  }
  return starts
}

/** What an answer has still to go that was written for so long: as those that took longer. */
function restOf(elapsedMs: number, tookMs: readonly number[], usualMs: number): number {
  const longer = tookMs.filter((ms) => ms > elapsedMs)
  // longer than any of them: it may take as long again as any
  if (longer.length === 0) return usualMs / 2
  return longer.reduce((sum, ms) => sum + ms, 0) / longer.length - elapsedMs
}

interface End {
  readonly answer: InLine
  readonly atMs: number
}

/** Keeps the ends from `from` on in the order of time. */
function insertEnd(ends: End[], end: End, from: number): void {
  let at = ends.length
  while (at > from && ends[at - 1]!.atMs > end.atMs) at--
  ends.splice(at, 0, end)
}

/** What users' limits and the order of a session hold back, and what an end lets go. */
function holdBack({ answers }: Line, userConcurrency: number) {
  const slots = countBy(answers.filter(isDispatched), ({ userId }) => userId)
  const busy = countBy(answers.filter(isDispatched), ({ sessionId }) => sessionId)
  const waiting = Map.groupBy(
    answers.filter((answer) => !isDispatched(answer)).toSorted((a, b) => (isEarlier(a, b) ? -1 : 1)),
    ({ userId }) => userId,
  )
  return {
    release({ userId, sessionId }: InLine): InLine | undefined {
      add(slots, userId, -1)
      add(busy, sessionId, -1)
      const mine = waiting.get(userId) ?? []
      if ((slots.get(userId) ?? 0) >= userConcurrency) return undefined
      const index = mine.findIndex((answer) => (busy.get(answer.sessionId) ?? 0) === 0)
      const [next] = index < 0 ? [] : mine.splice(index, 1)
      if (next) {
        add(slots, userId, 1)
        add(busy, next.sessionId, 1)
      }
      return next
    },
  }
}

const add = (counts: Map<string, number>, key: string, by: number) => counts.set(key, (counts.get(key) ?? 0) + by)

function countBy(answers: readonly InLine[], keyOf: (answer: InLine) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const answer of answers) add(counts, keyOf(answer), 1)
  return counts
}
