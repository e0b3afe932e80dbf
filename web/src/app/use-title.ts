import { computed, type ComputedRef, watch } from 'vue'
import { useRoute } from 'vue-router'
import type { ChatClient } from '../data/client.ts'
import { listSessions } from '../data/queries.ts'
import { titleOf } from '../features/sessions/use-sessions.ts'
import { t } from '../shared/i18n/index.ts'
import { useLiveQuery } from '../shared/use-live-query.ts'

/** The open session's title; also that of the tab, with the number of chats that have a new answer. */
export function useTitle(client: ChatClient): ComputedRef<string> {
  const route = useRoute()
  const { rows } = useLiveQuery(
    () => client.userId,
    () => listSessions(client.db),
    [],
  )
  const id = () => String(route.params['id'] ?? '')
  const title = computed(() => (id() ? titleOf(rows.value.find((session) => session.id === id())) : ''))
  const unread = computed(() => rows.value.filter((session) => session.unread === 1 && session.id !== id()).length)
  watch(
    [title, unread],
    () => {
      const name = title.value ? `${title.value} · ${t('app.name')}` : t('app.name')
      document.title = unread.value > 0 ? `(${unread.value}) ${name}` : name
    },
    { immediate: true },
  )
  return title
}
