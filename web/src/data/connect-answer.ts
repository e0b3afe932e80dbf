import { type AnswerState, isTerminal } from '@continuo/contract'
import type { ApiError } from '../transport/errors.ts'
import { openSessionStream } from '../transport/feed.ts'
import type { ChatClient } from './client.ts'
import { liveQuery } from './db.ts'
import { stateOf } from './rows.ts'

export interface ConnectAnswerOptions {
  sessionId: string
  messageId: string
  onState: (state: AnswerState) => void
  onRefused: (error: ApiError) => void
}

/** Follows one answer on the stream of its session; returns the function that stops following. */
export function connectAnswer(client: ChatClient, options: ConnectAnswerOptions): () => void {
  const { sessionId, messageId, onState, onRefused } = options
  let closed = false
  const off = client.answers.listen((changed) => {
    const state = changed.get(messageId)
    if (state && !closed) onState(state)
  })
  const stream = openSessionStream({
    http: client.http,
    sessionId,
    cursors: () => client.answers.cursorOf(sessionId, messageId),
    onFrame: (frame) => {
      if (frame.kind === 'event' || frame.kind === 'skipped') client.answers.receive(frame)
    },
    onRefused,
  })
  let isFirst = true
  // an end that no stream tells any more is brought by `/sync`, into the row only
  const row = liveQuery(() => client.db.messages.get(messageId)).subscribe((stored) => {
    if (closed) return
    const state = (isFirst && client.answers.peek(messageId)) || (stored && stateOf(stored))
    if (state && (isFirst || isTerminal(state.status))) onState(state)
    if (isFirst && !closed) stream.start()
    isFirst = false
  })
  return () => {
    closed = true
    off()
    row.unsubscribe()
    stream.stop()
  }
}
