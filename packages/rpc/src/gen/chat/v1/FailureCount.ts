// Original file: proto/chat/v1/admin.proto

import type { Long } from '@grpc/proto-loader';

export interface FailureCount {
  'code'?: (string);
  'answers'?: (number | string | Long);
}

export interface FailureCount__Output {
  'code': (string);
  'answers': (number);
}
