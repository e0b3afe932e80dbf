import { type AcceptedMessage, newId } from '@continuo/contract'
import { emptyHistory, type FinalRow, type FrameRecord, type History } from '../history.ts'
import { sha256 } from './texts.ts'

/** A flawless run of one answer with a recovery in the middle, for tests that then spoil one thing in it. */
export function sampleHistory(parts: readonly string[] = ['The ', 'sea ', 'is ', 'deep.'], cut = 2) {
  const [sessionId, questionId, answerId] = [newId(), newId(), newId()]
  const content = `Tell me of the sea, ${questionId}`
  const text = parts.join('')
  const before = parts.slice(0, cut).join('')
  const frame = (event: string, epoch: number, seq: number, body: object): FrameRecord => ({
    at: 0,
    connection: 0,
    event,
    id: `${answerId}:${epoch}.${seq}`,
    data: { session_id: sessionId, message_id: answerId, epoch, seq, ...body },
  })
  const frames = [
    { ...frame('status', 0, 0, { status: 'queued' }), id: undefined },
    frame('reset', 1, 1, { reason: 'start' }),
    ...parts.slice(0, cut).map((part, n) => frame('delta', 1, 2 + n, { text: part })),
    frame('snapshot', 2, 1, { text: before, status: 'generating', recovering: true }),
    ...parts.slice(cut).map((part, n) => frame('delta', 2, 2 + n, { text: part })),
    frame('completed', 2, 2 + parts.length - cut, { length: text.length, sha256: sha256(text) }),
  ]
  const reply: AcceptedMessage = {
    session_id: sessionId,
    user_message_id: questionId,
    message_id: answerId,
    task_id: `gen-${answerId}-1`,
    status: 'queued',
    stream_url: `/api/v1/chat/stream/${sessionId}`,
    status_url: `/api/v1/chat/status/${sessionId}/${answerId}`,
  }
  const history: History = {
    ...emptyHistory(),
    posts: [{ user: 'anna', body: { id: questionId, session_id: sessionId, content }, status: 202, reply }],
    views: [
      {
        user: 'anna',
        sessionId,
        frames,
        connections: [{ cursor: '', status: 200, openedAt: 0, answeredAt: 0, end: 'server' }],
      },
    ],
    rows: [
      row({ id: answerId, role: 'assistant', content: text, sha256: sha256(text), reply_to: questionId }),
      row({ id: questionId, role: 'user', content }),
    ],
    calls: [
      { prompt: content, delivered: null, sentText: before, outcome: 'client_closed', fault: null, status: 200 },
      {
        prompt: content,
        delivered: before,
        sentText: text.slice(before.length),
        outcome: 'completed',
        fault: null,
        status: 200,
      },
    ],
  }

  function row(own: Partial<FinalRow>): FinalRow {
    return {
      user: 'anna',
      id: '',
      session_id: sessionId,
      role: 'user',
      position: 1,
      status: 'completed',
      content: '',
      thinking: '',
      cursor: '2.4',
      model: null,
      usage: null,
      latency_ms: null,
      first_token_ms: null,
      attempts: 2,
      stop_reason: 'end_turn',
      error: null,
      reply_to: null,
      replaced_by: null,
      sha256: null,
      created_at: '2026-01-01T00:00:00.000Z',
      completed_at: null,
      ...own,
    }
  }
  return { history, answerId, questionId, sessionId, reply, frames, frame, text }
}
