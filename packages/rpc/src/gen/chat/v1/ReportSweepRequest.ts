// Original file: proto/chat/v1/maintenance.proto

import type { Long } from '@grpc/proto-loader';

export interface ReportSweepRequest {
  'task'?: (string);
  'ok'?: (boolean);
  'duration_ms'?: (number | string | Long);
  'scanned'?: (number | string | Long);
  'removed'?: (number | string | Long);
  'repaired'?: (number | string | Long);
}

export interface ReportSweepRequest__Output {
  'task': (string);
  'ok': (boolean);
  'duration_ms': (number);
  'scanned': (number);
  'removed': (number);
  'repaired': (number);
}
