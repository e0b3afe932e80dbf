import { type Connection } from './connection.ts'
import { follow, type Follower, type FollowOptions } from './follow.ts'
import type { Http } from './http.ts'

export interface FeedOptions extends Pick<FollowOptions, 'onFrame' | 'onRefused' | 'now' | 'random'> {
  http: Http
  /** The cursors of every answer that is not over, as the `cursor` query; asked for each connection. */
  cursors: () => Promise<string>
  onState: (state: Connection) => void
}

/** The one long-lived connection of a browser: everything that happens to this user's answers and sessions. */
export const openFeed = ({ http, cursors, ...options }: FeedOptions): Follower =>
  follow({
    ...options,
    open: async (signal) => http.stream('/chat/stream', signal, { cursor: (await cursors()) || undefined }),
  })

export interface SessionStreamOptions extends FollowOptions {
  http: Http
  sessionId: string
  cursors: () => Promise<string>
}

/** One session's stream: ends by itself when nothing in it is active (204, or the server closes after the end). */
export const openSessionStream = ({
  http,
  sessionId,
  cursors,
  ...options
}: Omit<SessionStreamOptions, 'open'>): Follower =>
  follow({
    ...options,
    open: async (signal) =>
      http.stream(`/chat/stream/${sessionId}`, signal, { cursor: (await cursors()) || undefined }),
  })
