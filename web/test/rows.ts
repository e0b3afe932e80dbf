import { messageView } from './message-view.ts'
import { rowOf, type StoredMessage } from '../src/data/rows.ts'

export const storedAnswer = (id: string, sessionId: string): StoredMessage =>
  rowOf(messageView({ id, session_id: sessionId }))
