/**
 * Which kind of connection gets through, as a pure machine: time is passed in. The driver (`feed.ts`) tells it what it
 * has seen; the machine says which rung comes next and when a better one is tried again. Going up and down loses
 * nothing, since every rung resumes by the same cursors.
 */
export const rungNames = ['sse', 'socket', 'poll'] as const
export type RungName = (typeof rungNames)[number]

export interface Ladder {
  readonly rung: RungName
  /** Connections of this rung in a row that broke young. */
  readonly cuts: number
  /** When better rungs are tried again (Unix ms); Infinity on the best one. */
  readonly climbAt: number
  /** How long the next stay below will be at least, in milliseconds. */
  readonly climbAfterMs: number
  /** Just climbed: where to go back to at the first trouble. */
  readonly cameFrom: RungName | undefined
}

export type Evidence =
  /** It could not be opened (silence, or a refusal that is not our server's) though short requests get through. */
  | { type: 'blocked' }
  /** It was open and broke, with no word from the server, though short requests get through. */
  | { type: 'broke'; heldMs: number }
  /** A better rung was tried and opened. */
  | { type: 'climbed'; rung: RungName }
  /** Better rungs were tried in vain. */
  | { type: 'stayed' }

export const ladderTiming = {
  /** Bytes must come within this time of asking for them. */
  firstByteMs: 5_000,
  /** A connection that breaks sooner counts as cut; one that holds longer has proven its rung. */
  youngMs: 60_000,
  climbAfterMs: 20_000,
  maxClimbAfterMs: 600_000,
}

/** One cut happens to everybody; the second in a row is the network's habit. */
const cutsToLeave = 2

export const onTop: Ladder = {
  rung: 'sse',
  cuts: 0,
  climbAt: Infinity,
  climbAfterMs: ladderTiming.climbAfterMs,
  cameFrom: undefined,
}

export function stepLadder(ladder: Ladder, evidence: Evidence, now: number): Ladder {
  switch (evidence.type) {
    case 'blocked':
      return leave(ladder, now)
    case 'broke':
      if (evidence.heldMs >= ladderTiming.youngMs) return proven(ladder)
      if (ladder.cameFrom || ladder.cuts + 1 >= cutsToLeave) return leave(ladder, now)
      return { ...ladder, cuts: ladder.cuts + 1 }
    case 'climbed':
      return {
        ...ladder,
        rung: evidence.rung,
        cuts: 0,
        cameFrom: ladder.rung,
        climbAt: evidence.rung === rungNames[0] ? Infinity : now + ladder.climbAfterMs,
      }
    case 'stayed':
      return later({ ...ladder, cuts: 0 }, now)
  }
}

/** The rungs above the present one, best first. */
export const betterRungs = ({ rung }: Ladder): RungName[] => rungNames.slice(0, rungNames.indexOf(rung))

function leave(ladder: Ladder, now: number): Ladder {
  if (ladder.cameFrom) return later({ ...ladder, rung: ladder.cameFrom, cuts: 0, cameFrom: undefined }, now)
  const rung = rungNames[rungNames.indexOf(ladder.rung) + 1]
  return rung ? { ...ladder, rung, cuts: 0, climbAt: now + ladder.climbAfterMs } : { ...ladder, cuts: 0 }
}

const later = (ladder: Ladder, now: number): Ladder => {
  const climbAfterMs = Math.min(ladder.climbAfterMs * 2, ladderTiming.maxClimbAfterMs)
  return { ...ladder, climbAfterMs, climbAt: now + climbAfterMs }
}

const proven = (ladder: Ladder): Ladder => ({
  ...ladder,
  cuts: 0,
  cameFrom: undefined,
  climbAfterMs: ladder.rung === rungNames[0] ? ladderTiming.climbAfterMs : ladder.climbAfterMs,
})
