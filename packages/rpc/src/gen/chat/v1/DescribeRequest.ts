// Original file: proto/chat/v1/maintenance.proto

import type { MessageRef as _chat_v1_MessageRef, MessageRef__Output as _chat_v1_MessageRef__Output } from '../../chat/v1/MessageRef.ts';

export interface DescribeRequest {
  /**
   * At most 500.
   */
  'refs'?: (_chat_v1_MessageRef)[];
}

export interface DescribeRequest__Output {
  /**
   * At most 500.
   */
  'refs': (_chat_v1_MessageRef__Output)[];
}
