// Original file: proto/chat/v1/accounts.proto

import type { Session as _chat_v1_Session, Session__Output as _chat_v1_Session__Output } from '../../chat/v1/Session.ts';
import type { Message as _chat_v1_Message, Message__Output as _chat_v1_Message__Output } from '../../chat/v1/Message.ts';

export interface ExportRecord {
  'session'?: (_chat_v1_Session | null);
  'message'?: (_chat_v1_Message | null);
  'record'?: "session"|"message";
}

export interface ExportRecord__Output {
  'session'?: (_chat_v1_Session__Output | null);
  'message'?: (_chat_v1_Message__Output | null);
  'record'?: "session"|"message";
}
