import type { AnswerState } from '@continuo/contract'
import type { ApiError } from '../transport/errors.ts'
import { openSessionStream } from '../transport/feed.ts'
import type { ChatClient } from './client.ts'
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
  void client.db.messages.get(messageId).then((row) => {
    if (closed) return
    const state = client.answers.peek(messageId) ?? (row && stateOf(row))
    if (state) onState(state)
    if (!closed) stream.start()
  })
  return () => {
    closed = true
    off()
    stream.stop()
  }
}
