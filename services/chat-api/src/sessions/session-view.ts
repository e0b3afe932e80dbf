import type { SessionProto, UserProto } from '@continuo/rpc'
import type { SessionRow, UserRow } from '../db/tables.ts'
import { dropNulls } from '../messages/message-view.ts'
import { isUnread } from './read-state.ts'

export const sessionView = (row: SessionRow): SessionProto =>
  dropNulls({
    id: row.id,
    title: row.title,
    model: row.model,
    system: row.system,
    created_at: row.created_at.toISOString(),
    last_message_at: row.last_message_at.toISOString(),
    message_count: row.message_count,
    pinned: row.pinned,
    unread: isUnread(row),
  })

export const userView = (row: UserRow): UserProto =>
  dropNulls({ id: row.id, kind: row.kind, name: row.name, created_at: row.created_at.toISOString() })
