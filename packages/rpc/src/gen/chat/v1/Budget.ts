// Original file: proto/chat/v1/limits.proto

import type { Long } from '@grpc/proto-loader';

export interface Budget {
  'id'?: (string);
  /**
   * One of the two.
   */
  'user_id'?: (string);
  'group'?: (string);
  'period'?: (string);
  'tokens'?: (number | string | Long);
  'changed_at'?: (string);
  '_user_id'?: "user_id";
  '_group'?: "group";
}

export interface Budget__Output {
  'id': (string);
  /**
   * One of the two.
   */
  'user_id'?: (string);
  'group'?: (string);
  'period': (string);
  'tokens': (number);
  'changed_at': (string);
  '_user_id'?: "user_id";
  '_group'?: "group";
}
