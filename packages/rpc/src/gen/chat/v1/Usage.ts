// Original file: proto/chat/v1/messages.proto

import type { Long } from '@grpc/proto-loader';

export interface Usage {
  'input_tokens'?: (number | string | Long);
  'output_tokens'?: (number | string | Long);
  'cache_read_tokens'?: (number | string | Long);
  'cache_write_tokens'?: (number | string | Long);
}

export interface Usage__Output {
  'input_tokens': (number);
  'output_tokens': (number);
  'cache_read_tokens': (number);
  'cache_write_tokens': (number);
}
