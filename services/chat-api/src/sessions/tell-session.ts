import type { SessionRow } from '../db/tables.ts'
import type { Deps } from '../deps.ts'
import { isUnread } from './read-state.ts'

/** Tells the user's browsers, after the commit, how a session stands now. */
export const tellSession = (
  { streams, background }: Pick<Deps, 'streams' | 'background'>,
  session: Pick<SessionRow, 'id' | 'user_id' | 'title' | 'pinned' | 'unread_since'>,
): void =>
  background.run(
    'lifecycle',
    () =>
      streams.control.publishLifecycle(session.user_id, {
        type: 'session_changed',
        session_id: session.id,
        title: session.title,
        pinned: session.pinned,
        unread: isUnread(session),
      }),
    { session_id: session.id },
  )
