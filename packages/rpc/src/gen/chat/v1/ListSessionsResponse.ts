// Original file: proto/chat/v1/sessions.proto

import type { Session as _chat_v1_Session, Session__Output as _chat_v1_Session__Output } from '../../chat/v1/Session.ts';

export interface ListSessionsResponse {
  'items'?: (_chat_v1_Session)[];
  'next'?: (string);
  '_next'?: "next";
}

export interface ListSessionsResponse__Output {
  'items': (_chat_v1_Session__Output)[];
  'next'?: (string);
  '_next'?: "next";
}
