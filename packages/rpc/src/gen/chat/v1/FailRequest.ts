// Original file: proto/chat/v1/generations.proto

import type { Failure as _chat_v1_Failure, Failure__Output as _chat_v1_Failure__Output } from '../../chat/v1/Failure.ts';
import type { Usage as _chat_v1_Usage, Usage__Output as _chat_v1_Usage__Output } from '../../chat/v1/Usage.ts';
import type { Long } from '@grpc/proto-loader';

export interface FailRequest {
  'message_id'?: (string);
  'epoch'?: (number);
  'seq'?: (number);
  'text'?: (string);
  'thinking'?: (string);
  'failure'?: (_chat_v1_Failure | null);
  'usage'?: (_chat_v1_Usage | null);
  'model'?: (string);
  'latency_ms'?: (number | string | Long);
  '_model'?: "model";
  '_latency_ms'?: "latency_ms";
}

export interface FailRequest__Output {
  'message_id': (string);
  'epoch': (number);
  'seq': (number);
  'text': (string);
  'thinking': (string);
  'failure': (_chat_v1_Failure__Output | null);
  'usage': (_chat_v1_Usage__Output | null);
  'model'?: (string);
  'latency_ms'?: (number);
  '_model'?: "model";
  '_latency_ms'?: "latency_ms";
}
