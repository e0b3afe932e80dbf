// Original file: proto/chat/v1/messages.proto

import type { ActiveStream as _chat_v1_ActiveStream, ActiveStream__Output as _chat_v1_ActiveStream__Output } from '../../chat/v1/ActiveStream.ts';

export interface ListActiveStreamsResponse {
  'streams'?: (_chat_v1_ActiveStream)[];
}

export interface ListActiveStreamsResponse__Output {
  'streams': (_chat_v1_ActiveStream__Output)[];
}
