import type { MessageView } from '@continuo/contract'

/** A queued answer as the API would tell of it, with what a test cares about changed. */
export const messageView = (change: Partial<MessageView> & Pick<MessageView, 'id' | 'session_id'>): MessageView => ({
  role: 'assistant',
  position: 1,
  status: 'queued',
  content: '',
  thinking: '',
  cursor: '0.0',
  model: null,
  usage: null,
  latency_ms: null,
  first_token_ms: null,
  attempts: 0,
  stop_reason: null,
  error: null,
  reply_to: null,
  replaced_by: null,
  sha256: null,
  created_at: '2026-01-01T00:00:00.000Z',
  completed_at: null,
  ...change,
})
