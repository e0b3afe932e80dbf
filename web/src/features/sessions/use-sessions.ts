import { computed, onScopeDispose, ref } from 'vue'
import { hasSynced, listSessions } from '../../data/queries.ts'
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
  const { rows: synced } = useLiveQuery(
    () => client.userId,
    () => hasSynced(client.db),
    false,
  )
  const now = ref(Date.now())
  const timer = setInterval(() => (now.value = Date.now()), 60_000)
  onScopeDispose(() => clearInterval(timer))

  const groups = computed(() => {
    const pinned = sessions.value.filter((session) => session.pinned === 1)
    const others = sessions.value.filter((session) => session.pinned !== 1)
    const byDate = groupByDate(others, Math.max(now.value, Date.now()))
    return pinned.length > 0 ? [{ label: 'sessions.pinned' as const, items: pinned }, ...byDate] : byDate
  })
  return {
    sessions,
    groups,
    /** In the order of the list. */
    order: computed(() => groups.value.flatMap((group) => group.items)),
    /** Nothing to show yet, and nobody knows whether there is anything. */
    isLoading: computed(() => sessions.value.length === 0 && (!ready.value || !synced.value)),
  }
}
