// Original file: proto/chat/v1/limits.proto

import type { Long } from '@grpc/proto-loader';

export interface UsageSum {
  'answers'?: (number | string | Long);
  'input_tokens'?: (number | string | Long);
  'output_tokens'?: (number | string | Long);
}

export interface UsageSum__Output {
  'answers': (number);
  'input_tokens': (number);
  'output_tokens': (number);
}
