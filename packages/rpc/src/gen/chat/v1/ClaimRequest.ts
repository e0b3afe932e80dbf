// Original file: proto/chat/v1/generations.proto

import type { Long } from '@grpc/proto-loader';

export interface ClaimRequest {
  'message_id'?: (string);
  'dispatch_no'?: (number);
  'worker_id'?: (string);
  /**
   * The longest answer that the worker asks the model for: so much is set aside of the user's budgets.
   */
  'max_output_tokens'?: (number | string | Long);
  '_max_output_tokens'?: "max_output_tokens";
}

export interface ClaimRequest__Output {
  'message_id': (string);
  'dispatch_no': (number);
  'worker_id': (string);
  /**
   * The longest answer that the worker asks the model for: so much is set aside of the user's budgets.
   */
  'max_output_tokens'?: (number);
  '_max_output_tokens'?: "max_output_tokens";
}
