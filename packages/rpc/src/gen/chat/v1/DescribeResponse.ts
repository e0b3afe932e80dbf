// Original file: proto/chat/v1/maintenance.proto

import type { MessageFacts as _chat_v1_MessageFacts, MessageFacts__Output as _chat_v1_MessageFacts__Output } from '../../chat/v1/MessageFacts.ts';

export interface DescribeResponse {
  'facts'?: (_chat_v1_MessageFacts)[];
}

export interface DescribeResponse__Output {
  'facts': (_chat_v1_MessageFacts__Output)[];
}
