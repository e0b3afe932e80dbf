import type { WebRung } from '@continuo/contract'
import type { FeedState } from '../../transport/feed.ts'

type Standing = Pick<FeedState, 'phase' | 'rung' | 'online'>

const rungOf = { sse: 'stream', socket: 'socket', poll: 'poll' } as const

/** By what a page is fed now. A feed that was never started, or was stopped, is no rung: nobody is signed in. */
export function rungNow({ phase, rung, online }: Standing): WebRung | undefined {
  if (phase === 'stopped') return undefined
  return online && phase === 'live' ? rungOf[rung] : 'offline'
}

/** Tells of each new state whether the connection is back after it was there once and was lost. */
export function createResumes(): (state: Standing) => boolean {
  let last: 'never' | 'live' | 'lost' = 'never'
  return ({ phase }) => {
    const isBack = phase === 'live' && last === 'lost'
    if (phase === 'live') last = 'live'
    else if (last === 'live') last = 'lost'
    return isBack
  }
}
