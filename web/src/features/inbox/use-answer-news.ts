import { type AnswerState, isTerminal } from '@continuo/contract'
import { onScopeDispose } from 'vue'
import type { ChatClient } from '../../data/client.ts'

export interface AnswerNews {
  sessionId: string
  messageId: string
  state: AnswerState
}

type Stage = 'started' | 'recovering' | 'ended'

/**
 * Calls back when the first words of an answer have come, when it is being recovered, and when it has ended; in whichever
 * chat, and each once in a row.
 */
export function useAnswerNews(
  client: ChatClient,
  on: Partial<Record<Stage, (news: AnswerNews) => void>> & { ended: (news: AnswerNews) => void },
): void {
  const known = new Map<string, Stage>()

  async function tell(stage: Stage, messageId: string, state: AnswerState): Promise<void> {
    const row = await client.db.messages.get(messageId)
    if (row) on[stage]?.({ sessionId: row.sessionId, messageId, state })
  }

  const off = client.answers.listen((changed) => {
    for (const [id, state] of changed) {
      const stage = stageOf(state)
      const before = known.get(id)
      if (!stage || before === stage || before === 'ended') continue
      known.set(id, stage)
      // what goes on after a recovery has started before
      if (before !== 'recovering' || stage !== 'started') void tell(stage, id, state).catch(() => undefined)
    }
  })
  onScopeDispose(off)
}

const stageOf = (state: AnswerState): Stage | undefined =>
  isTerminal(state.status) ? 'ended' : state.recovering ? 'recovering' : state.text === '' ? undefined : 'started'
