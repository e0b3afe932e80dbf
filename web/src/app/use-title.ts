import { computed, type ComputedRef, type Ref, watch } from 'vue'
import type { ChatClient } from '../data/client.ts'
import { getSession } from '../data/queries.ts'
import { titleOf } from '../features/sessions/use-sessions.ts'
import { t } from '../shared/i18n/index.ts'
import { useLiveQuery } from '../shared/use-live-query.ts'

/** The open session's title; also that of the tab, with the number of chats that have a new answer. */
export function useTitle(client: ChatClient, id: () => string | undefined, unread: Ref<number>): ComputedRef<string> {
  const { rows: session } = useLiveQuery(
    () => id() ?? '',
    (sessionId) => getSession(client.db, sessionId),
    undefined,
  )
  const title = computed(() => (id() ? titleOf(session.value) : ''))
  watch(
    [title, unread, () => t('app.name')],
    ([open, count, app]) => {
      const name = open ? `${open} · ${app}` : app
      document.title = count > 0 ? `(${count}) ${name}` : name
    },
    { immediate: true },
  )
  return title
}
