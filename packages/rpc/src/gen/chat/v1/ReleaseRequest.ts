// Original file: proto/chat/v1/generations.proto

import type { Usage as _chat_v1_Usage, Usage__Output as _chat_v1_Usage__Output } from '../../chat/v1/Usage.ts';
import type { Long } from '@grpc/proto-loader';

export interface ReleaseRequest {
  'message_id'?: (string);
  'epoch'?: (number);
  'seq'?: (number);
  'text'?: (string);
  'thinking'?: (string);
  /**
   * `drain`: the attempt does not count. `retry`: it does.
   */
  'reason'?: (string);
  'delay_ms'?: (number | string | Long);
  /**
   * Why, with `retry`: a failure code.
   */
  'code'?: (string);
  /**
   * What the failed call used.
   */
  'usage'?: (_chat_v1_Usage | null);
  '_code'?: "code";
}

export interface ReleaseRequest__Output {
  'message_id': (string);
  'epoch': (number);
  'seq': (number);
  'text': (string);
  'thinking': (string);
  /**
   * `drain`: the attempt does not count. `retry`: it does.
   */
  'reason': (string);
  'delay_ms': (number);
  /**
   * Why, with `retry`: a failure code.
   */
  'code'?: (string);
  /**
   * What the failed call used.
   */
  'usage': (_chat_v1_Usage__Output | null);
  '_code'?: "code";
}
