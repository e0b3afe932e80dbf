import { computed, onScopeDispose, ref } from 'vue'
import { listSessions } from '../../data/queries.ts'
import type { StoredSession } from '../../data/rows.ts'
import { useChatClient } from '../../shared/chat-client.ts'
import { t } from '../../shared/i18n/index.ts'
import { useLiveQuery } from '../../shared/use-live-query.ts'
import { groupByDate } from './group-by-date.ts'

export const titleOf = (session: Pick<StoredSession, 'title' | 'preview'> | undefined): string =>
  session?.title || session?.preview || t('sessions.untitled')

/** The user's sessions as the list shows them, live. */
export function useSessions() {
  const client = useChatClient()
  const { rows: sessions, ready } = useLiveQuery(
    () => client.userId,
    () => listSessions(client.db),
    [],
  )
  const now = ref(Date.now())
  const timer = setInterval(() => (now.value = Date.now()), 60_000)
  onScopeDispose(() => clearInterval(timer))
  return {
    sessions,
    ready,
    groups: computed(() => groupByDate(sessions.value, Math.max(now.value, Date.now()))),
    unread: computed(() => sessions.value.filter((session) => session.unread === 1).length),
  }
}
