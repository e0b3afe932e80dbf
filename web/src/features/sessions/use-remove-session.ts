import { useRoute, useRouter } from 'vue-router'
import { undoMs } from '../../data/sessions.ts'
import { useChatClient } from '../../shared/chat-client.ts'
import { t } from '../../shared/i18n/index.ts'
import { useToasts } from '../../shared/use-toasts.ts'

/** Deletes a session in a way that can be undone for a while. */
export function useRemoveSession() {
  const client = useChatClient()
  const route = useRoute()
  const router = useRouter()
  const toasts = useToasts()

  return async function remove(id: string): Promise<void> {
    const wasOpen = route.params['id'] === id
    await client.sessions.remove(id)
    if (wasOpen) await router.push({ name: 'new' })
    const undo = () => {
      void client.sessions.undoRemove(id)
      if (wasOpen) void router.push({ name: 'session', params: { id } })
    }
    toasts.show(t('sessions.deleted'), { label: t('sessions.undo'), run: undo, isUndo: true }, undoMs)
  }
}
