// Original file: proto/chat/v1/generations.proto

import type { Usage as _chat_v1_Usage, Usage__Output as _chat_v1_Usage__Output } from '../../chat/v1/Usage.ts';
import type { Long } from '@grpc/proto-loader';

export interface CompleteRequest {
  'message_id'?: (string);
  'epoch'?: (number);
  'seq'?: (number);
  'text'?: (string);
  'thinking'?: (string);
  /**
   * Of the text's UTF-8 bytes, lower-case hex.
   */
  'sha256'?: (string);
  'usage'?: (_chat_v1_Usage | null);
  'stop_reason'?: (string);
  'model'?: (string);
  /**
   * From Claim of the first attempt, and from this attempt's start, to the first visible text.
   */
  'latency_ms'?: (number | string | Long);
  'first_token_ms'?: (number | string | Long);
  /**
   * From acceptance to the first visible text of any attempt; absent when an earlier attempt has shown text.
   */
  'accepted_to_first_token_ms'?: (number | string | Long);
  '_first_token_ms'?: "first_token_ms";
  '_accepted_to_first_token_ms'?: "accepted_to_first_token_ms";
}

export interface CompleteRequest__Output {
  'message_id': (string);
  'epoch': (number);
  'seq': (number);
  'text': (string);
  'thinking': (string);
  /**
   * Of the text's UTF-8 bytes, lower-case hex.
   */
  'sha256': (string);
  'usage': (_chat_v1_Usage__Output | null);
  'stop_reason': (string);
  'model': (string);
  /**
   * From Claim of the first attempt, and from this attempt's start, to the first visible text.
   */
  'latency_ms': (number);
  'first_token_ms'?: (number);
  /**
   * From acceptance to the first visible text of any attempt; absent when an earlier attempt has shown text.
   */
  'accepted_to_first_token_ms'?: (number);
  '_first_token_ms'?: "first_token_ms";
  '_accepted_to_first_token_ms'?: "accepted_to_first_token_ms";
}
