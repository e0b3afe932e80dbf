// Original file: proto/chat/v1/messages.proto

import type { Session as _chat_v1_Session, Session__Output as _chat_v1_Session__Output } from '../../chat/v1/Session.ts';
import type { Message as _chat_v1_Message, Message__Output as _chat_v1_Message__Output } from '../../chat/v1/Message.ts';

export interface SyncResponse {
  'sessions'?: (_chat_v1_Session)[];
  'messages'?: (_chat_v1_Message)[];
  'deleted_sessions'?: (string)[];
  'deleted_messages'?: (string)[];
  'token'?: (string);
  'more'?: (boolean);
  'full'?: (boolean);
}

export interface SyncResponse__Output {
  'sessions': (_chat_v1_Session__Output)[];
  'messages': (_chat_v1_Message__Output)[];
  'deleted_sessions': (string)[];
  'deleted_messages': (string)[];
  'token': (string);
  'more': (boolean);
  'full': (boolean);
}
