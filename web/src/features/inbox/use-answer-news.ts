import { type AnswerState, isTerminal } from '@continuo/contract'
import { onScopeDispose } from 'vue'
import type { ChatClient } from '../../data/client.ts'

export interface AnswerNews {
  sessionId: string
  messageId: string
  state: AnswerState
}

/** Calls back once when an answer's first words have come, and once when it has ended, in whichever chat. */
export function useAnswerNews(
  client: ChatClient,
  on: { started: (news: AnswerNews) => void; ended: (news: AnswerNews) => void },
): void {
  const known = new Map<string, 'started' | 'ended'>()

  async function tell(kind: 'started' | 'ended', messageId: string, state: AnswerState): Promise<void> {
    const row = await client.db.messages.get(messageId)
    if (row) on[kind]({ sessionId: row.sessionId, messageId, state })
  }

  const off = client.answers.listen((changed) => {
    for (const [id, state] of changed) {
      const kind = isTerminal(state.status) ? 'ended' : state.text === '' ? undefined : 'started'
      if (!kind || known.get(id) === kind || known.get(id) === 'ended') continue
      known.set(id, kind)
      void tell(kind, id, state).catch(() => undefined)
    }
  })
  onScopeDispose(off)
}
