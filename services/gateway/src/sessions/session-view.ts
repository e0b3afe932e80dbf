import type { SessionView } from '@continuo/contract'
import type { SessionReply } from '@continuo/rpc'

export const toSessionView = (row: SessionReply): SessionView => ({
  id: row.id,
  title: row.title ?? null,
  model: row.model ?? null,
  system: row.system ?? null,
  created_at: row.created_at,
  last_message_at: row.last_message_at,
  message_count: row.message_count,
  pinned: row.pinned,
  unread: row.unread,
})
