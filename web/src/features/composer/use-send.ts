import { limits } from '@continuo/contract'
import { useRouter } from 'vue-router'
import { useChatClient } from '../../shared/chat-client.ts'
import { useToasts } from '../../shared/use-toasts.ts'

/** Why a text cannot be sent: nothing in it, or by how many characters it is too long. */
export const excessOf = (text: string): number => Math.max(0, text.length - limits.contentChars)

/** Sends what was typed: from the moment this resolves the turn is stored and cannot be lost. */
export function useSend(sessionId: () => string | undefined, model: () => string | undefined) {
  const client = useChatClient()
  const router = useRouter()
  const toasts = useToasts()

  return async function send(text: string): Promise<boolean> {
    if (text.trim() === '' || excessOf(text) > 0) return false
    try {
      const content = text.replaceAll('\0', '').toWellFormed()
      const row = await client.outbox.send({ content, sessionId: sessionId(), model: model() })
      // it is stored now: whatever becomes of the way there, it must not stay in the box to be sent twice
      if (!sessionId()) await router.push({ name: 'session', params: { id: row.sessionId } }).catch(toasts.showError)
      return true
    } catch (cause) {
      // the browser refused to store it: the text stays in the box
      toasts.showError(cause)
      return false
    }
  }
}
