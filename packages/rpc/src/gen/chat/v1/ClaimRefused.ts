// Original file: proto/chat/v1/generations.proto

import type { Long } from '@grpc/proto-loader';

export interface ClaimRefused {
  /**
   * `terminal`, `superseded`, `leased`, `gone`, `spent`, `expired`, `budget`; `promised`: what is left of a budget may go
   * to answers that are running, and the message has been dispatched again for later.
   */
  'reason'?: (string);
  /**
   * With `leased`: when the other lease ends at the earliest.
   */
  'retry_in_ms'?: (number | string | Long);
}

export interface ClaimRefused__Output {
  /**
   * `terminal`, `superseded`, `leased`, `gone`, `spent`, `expired`, `budget`; `promised`: what is left of a budget may go
   * to answers that are running, and the message has been dispatched again for later.
   */
  'reason': (string);
  /**
   * With `leased`: when the other lease ends at the earliest.
   */
  'retry_in_ms': (number);
}
