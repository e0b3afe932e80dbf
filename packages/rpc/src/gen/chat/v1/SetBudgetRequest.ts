// Original file: proto/chat/v1/limits.proto

import type { Long } from '@grpc/proto-loader';

export interface SetBudgetRequest {
  'user_id'?: (string);
  'group'?: (string);
  'period'?: (string);
  'tokens'?: (number | string | Long);
  '_user_id'?: "user_id";
  '_group'?: "group";
}

export interface SetBudgetRequest__Output {
  'user_id'?: (string);
  'group'?: (string);
  'period': (string);
  'tokens': (number);
  '_user_id'?: "user_id";
  '_group'?: "group";
}
