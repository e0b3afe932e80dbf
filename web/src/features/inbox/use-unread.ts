import { computed, type Ref, watch } from 'vue'
import type { ChatClient } from '../../data/client.ts'
import { listUnread } from '../../data/queries.ts'
import { useLiveQuery } from '../../shared/use-live-query.ts'

/**
 * How many chats have an answer that nobody has read, without the one before the reader's eyes. Shows it on the tab's
 * icon, and on the app's where the page is installed.
 */
export function useUnread(client: ChatClient, sessionId: () => string | undefined, visible: Ref<boolean>) {
  const { rows: unread } = useLiveQuery(
    () => client.userId,
    () => listUnread(client.db),
    [],
  )
  const count = computed(() => unread.value.filter((id) => !(visible.value && id === sessionId())).length)
  watch(
    count,
    (now) => {
      const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]')
      const href = now > 0 ? '/favicon-unread.svg' : '/favicon.svg'
      if (icon && icon.getAttribute('href') !== href) icon.href = href
      void badge(now).catch(() => undefined)
    },
    { immediate: true },
  )
  return count
}

/** Not every browser has badges, and some refuse them to pages that are not installed. */
async function badge(count: number): Promise<void> {
  const { setAppBadge, clearAppBadge } = navigator as Partial<Navigator>
  await (count > 0 ? setAppBadge?.call(navigator, count) : clearAppBadge?.call(navigator))
}
