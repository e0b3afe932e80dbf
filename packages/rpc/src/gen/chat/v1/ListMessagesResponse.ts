// Original file: proto/chat/v1/messages.proto

import type { Message as _chat_v1_Message, Message__Output as _chat_v1_Message__Output } from '../../chat/v1/Message.ts';

export interface ListMessagesResponse {
  'items'?: (_chat_v1_Message)[];
  'next'?: (string);
  '_next'?: "next";
}

export interface ListMessagesResponse__Output {
  'items': (_chat_v1_Message__Output)[];
  'next'?: (string);
  '_next'?: "next";
}
