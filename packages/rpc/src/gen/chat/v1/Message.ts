// Original file: proto/chat/v1/messages.proto

import type { Usage as _chat_v1_Usage, Usage__Output as _chat_v1_Usage__Output } from '../../chat/v1/Usage.ts';
import type { Failure as _chat_v1_Failure, Failure__Output as _chat_v1_Failure__Output } from '../../chat/v1/Failure.ts';
import type { Long } from '@grpc/proto-loader';

export interface Message {
  'id'?: (string);
  'session_id'?: (string);
  'role'?: (string);
  'position'?: (number | string | Long);
  'status'?: (string);
  'content'?: (string);
  'thinking'?: (string);
  /**
   * Where content stands: the newest epoch, and the last seq that content includes.
   */
  'epoch'?: (number);
  'seq'?: (number);
  'model'?: (string);
  'usage'?: (_chat_v1_Usage | null);
  'latency_ms'?: (number | string | Long);
  'first_token_ms'?: (number | string | Long);
  'attempts'?: (number);
  'stop_reason'?: (string);
  'failure'?: (_chat_v1_Failure | null);
  'reply_to'?: (string);
  'replaced_by'?: (string);
  'sha256'?: (string);
  'created_at'?: (string);
  'completed_at'?: (string);
  'started_at'?: (string);
  /**
   * While it is queued, from GetMessage: answers that begin before it, as far as is known.
   */
  'queue_position'?: (number);
  /**
   * While it is queued, from GetMessage: seconds until it begins, by what answers took lately; absent: nobody knows.
   */
  'wait_estimate_s'?: (number | string);
  '_model'?: "model";
  '_usage'?: "usage";
  '_latency_ms'?: "latency_ms";
  '_first_token_ms'?: "first_token_ms";
  '_stop_reason'?: "stop_reason";
  '_failure'?: "failure";
  '_reply_to'?: "reply_to";
  '_replaced_by'?: "replaced_by";
  '_sha256'?: "sha256";
  '_completed_at'?: "completed_at";
  '_started_at'?: "started_at";
  '_queue_position'?: "queue_position";
  '_wait_estimate_s'?: "wait_estimate_s";
}

export interface Message__Output {
  'id': (string);
  'session_id': (string);
  'role': (string);
  'position': (number);
  'status': (string);
  'content': (string);
  'thinking': (string);
  /**
   * Where content stands: the newest epoch, and the last seq that content includes.
   */
  'epoch': (number);
  'seq': (number);
  'model'?: (string);
  'usage'?: (_chat_v1_Usage__Output | null);
  'latency_ms'?: (number);
  'first_token_ms'?: (number);
  'attempts': (number);
  'stop_reason'?: (string);
  'failure'?: (_chat_v1_Failure__Output | null);
  'reply_to'?: (string);
  'replaced_by'?: (string);
  'sha256'?: (string);
  'created_at': (string);
  'completed_at'?: (string);
  'started_at'?: (string);
  /**
   * While it is queued, from GetMessage: answers that begin before it, as far as is known.
   */
  'queue_position'?: (number);
  /**
   * While it is queued, from GetMessage: seconds until it begins, by what answers took lately; absent: nobody knows.
   */
  'wait_estimate_s'?: (number);
  '_model'?: "model";
  '_usage'?: "usage";
  '_latency_ms'?: "latency_ms";
  '_first_token_ms'?: "first_token_ms";
  '_stop_reason'?: "stop_reason";
  '_failure'?: "failure";
  '_reply_to'?: "reply_to";
  '_replaced_by'?: "replaced_by";
  '_sha256'?: "sha256";
  '_completed_at'?: "completed_at";
  '_started_at'?: "started_at";
  '_queue_position'?: "queue_position";
  '_wait_estimate_s'?: "wait_estimate_s";
}
