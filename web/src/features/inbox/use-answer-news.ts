import { type AnswerState, isTerminal } from '@continuo/contract'
import { onScopeDispose, watch } from 'vue'
import type { ChatClient } from '../../data/client.ts'
import { listActive } from '../../data/queries.ts'
import { isOver, stateOf } from '../../data/rows.ts'
import { useLiveQuery } from '../../shared/use-live-query.ts'

export interface AnswerNews {
  sessionId: string
  messageId: string
  state: AnswerState
}

/**
 * Calls back when the first words of an answer have come, when it is being recovered, and when it has ended, in whichever
 * chat, each once. Ends come from the feed, and by the database whatever brought them: another tab, a stop, a sync. The
 * database alone would miss an answer that is over before anybody has looked.
 */
export function useAnswerNews(
  client: Pick<ChatClient, 'answers' | 'db' | 'userId'>,
  on: {
    started: (news: AnswerNews) => void
    recovering?: (news: AnswerNews) => void
    ended: (news: AnswerNews) => void
  },
): void {
  const stages = new Map<string, 'started' | 'recovering'>()
  /** Ends that were told; an id for each answer of this page's life. */
  const told = new Set<string>()

  const off = client.answers.listen((changed) => {
    for (const [id, state] of changed) {
      if (isTerminal(state.status)) continue
      const stage = state.recovering ? 'recovering' : state.text === '' ? undefined : 'started'
      const before = stages.get(id)
      if (!stage || stage === before) continue
      stages.set(id, stage)
      // what goes on after a recovery has started before
      if (stage === 'recovering' || before === undefined) void tell(on[stage], id, state)
    }
  })
  const offEnds = client.answers.listenEnds(hasEnded)
  onScopeDispose(() => {
    off()
    offEnds()
  })

  const { rows: active } = useLiveQuery(
    () => client.userId,
    () => listActive(client.db),
    [],
  )
  watch(active, (now, before) => {
    const still = new Set(now.map((row) => row.messageId))
    for (const { messageId } of before) if (!still.has(messageId)) hasEnded(messageId)
  })

  function hasEnded(messageId: string): void {
    stages.delete(messageId)
    const once = (news: AnswerNews) => {
      if (told.has(messageId)) return
      told.add(messageId)
      on.ended(news)
    }
    void tell(once, messageId)
  }

  /** @param live Further than what is stored; without it the stored row must have ended. */
  async function tell(run: ((news: AnswerNews) => void) | undefined, messageId: string, live?: AnswerState) {
    const row = await client.db.messages.get(messageId).catch(() => undefined)
    // an answer that was deleted, or has given its place to another, has not ended
    if (row && (live || isOver(row))) run?.({ sessionId: row.sessionId, messageId, state: live ?? stateOf(row) })
  }
}
