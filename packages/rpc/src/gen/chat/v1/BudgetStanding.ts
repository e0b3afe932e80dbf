// Original file: proto/chat/v1/limits.proto

import type { Long } from '@grpc/proto-loader';

export interface BudgetStanding {
  /**
   * `user` or `group`.
   */
  'kind'?: (string);
  /**
   * Of a group.
   */
  'group'?: (string);
  /**
   * `day` or `month`.
   */
  'period'?: (string);
  'tokens'?: (number | string | Long);
  'used'?: (number | string | Long);
  /**
   * What running answers may still take, by estimate.
   */
  'reserved'?: (number | string | Long);
  'resets_at'?: (string);
  '_group'?: "group";
}

export interface BudgetStanding__Output {
  /**
   * `user` or `group`.
   */
  'kind': (string);
  /**
   * Of a group.
   */
  'group'?: (string);
  /**
   * `day` or `month`.
   */
  'period': (string);
  'tokens': (number);
  'used': (number);
  /**
   * What running answers may still take, by estimate.
   */
  'reserved': (number);
  'resets_at': (string);
  '_group'?: "group";
}
