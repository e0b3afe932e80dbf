// Original file: proto/chat/v1/admin.proto

import type { Long } from '@grpc/proto-loader';

export interface WaitStats {
  'window_s'?: (number);
  'answers'?: (number | string | Long);
  'p50_s'?: (number | string);
  'p90_s'?: (number | string);
  'p99_s'?: (number | string);
  '_p50_s'?: "p50_s";
  '_p90_s'?: "p90_s";
  '_p99_s'?: "p99_s";
}

export interface WaitStats__Output {
  'window_s': (number);
  'answers': (number);
  'p50_s'?: (number);
  'p90_s'?: (number);
  'p99_s'?: (number);
  '_p50_s'?: "p50_s";
  '_p90_s'?: "p90_s";
  '_p99_s'?: "p99_s";
}
