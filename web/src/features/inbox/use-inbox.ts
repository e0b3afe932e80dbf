import type { Ref } from 'vue'
import type { ChatClient } from '../../data/client.ts'
import { useVisible } from '../../shared/use-visible.ts'
import { useAnnouncements } from './use-announcements.ts'
import { useNotifications } from './use-notifications.ts'
import { useReading } from './use-reading.ts'
import { useUnread } from './use-unread.ts'
import { useSharedSight } from './visible-tabs.ts'

/**
 * What becomes of answers that end: read when their chat is before the reader's eyes, else counted, and told of by the
 * system and by screen readers.
 * @param sessionId The session on screen.
 */
export function useInbox(client: ChatClient, sessionId: () => string | undefined): { unread: Ref<number> } {
  const visible = useVisible()
  useSharedSight(visible)
  useReading(client, sessionId, visible)
  useNotifications(client, visible)
  useAnnouncements(client, sessionId)
  return { unread: useUnread(client, sessionId, visible) }
}
