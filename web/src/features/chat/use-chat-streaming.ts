import { type AnswerState, isTerminal } from '@continuo/contract'
import { onScopeDispose } from 'vue'
import type { ChatClient } from '../../data/client.ts'
import { useChatClient } from '../../shared/chat-client.ts'
import { type ApiError, asApiError } from '../../transport/errors.ts'
import { connectAnswer } from '../../data/connect-answer.ts'

export interface StreamOptions {
  sessionId: string
  messageId: string
  /** `text` is what is new; with `replaced` it is the whole text, which takes the place of everything before. */
  onChunk?: (chunk: { text: string; replaced: boolean }) => void
  /** Ended: completed, failed at the model, or cancelled; the state says which. Called once. */
  onComplete?: (state: AnswerState) => void
  /** The stream was refused (not there, not yours, not signed in). Losses of the network are not errors: it goes on. */
  onError?: (error: ApiError) => void
}

/**
 * Follows single answers, each on a stream of its own, from the place that is stored; several at once. What arrives is
 * stored as well. The pages of this app are fed by the one feed instead and need none of this.
 */
export function useChatStreaming(client: ChatClient = useChatClient()) {
  const open = new Map<string, () => void>()

  function connectStream({ sessionId, messageId, onChunk, onComplete, onError }: StreamOptions): void {
    disconnectStream(messageId)
    let shown: string | undefined
    const close = connectAnswer(client, {
      sessionId,
      messageId,
      onState: (state) => {
        const continues = shown !== undefined && state.text.startsWith(shown)
        const text = continues ? state.text.slice(shown!.length) : state.text
        if (text !== '' || (shown ?? '') !== state.text)
          onChunk?.({ text, replaced: shown !== undefined && !continues })
        shown = state.text
        if (!isTerminal(state.status)) return
        disconnectStream(messageId)
        onComplete?.(state)
      },
      onRefused: (cause) => {
        disconnectStream(messageId)
        onError?.(asApiError(cause))
      },
    })
    open.set(messageId, close)
  }

  /** Stops following; the answer goes on being written. Without an id: all of them. */
  function disconnectStream(messageId?: string): void {
    for (const id of messageId ? [messageId] : [...open.keys()]) {
      open.get(id)?.()
      open.delete(id)
    }
  }

  onScopeDispose(() => disconnectStream())
  return { connectStream, disconnectStream }
}
