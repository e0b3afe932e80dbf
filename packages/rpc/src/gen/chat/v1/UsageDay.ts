// Original file: proto/chat/v1/limits.proto

import type { UsageSum as _chat_v1_UsageSum, UsageSum__Output as _chat_v1_UsageSum__Output } from '../../chat/v1/UsageSum.ts';
import type { Long } from '@grpc/proto-loader';

export interface UsageDay {
  'day'?: (string);
  /**
   * Absent: people who are gone.
   */
  'user_id'?: (string);
  'model'?: (string);
  /**
   * For the user: each answer once.
   */
  'user'?: (_chat_v1_UsageSum | null);
  /**
   * For whoever pays the model server: every call, lost ones by estimate.
   */
  'calls'?: (number | string | Long);
  'total_input_tokens'?: (number | string | Long);
  'total_output_tokens'?: (number | string | Long);
  '_user_id'?: "user_id";
}

export interface UsageDay__Output {
  'day': (string);
  /**
   * Absent: people who are gone.
   */
  'user_id'?: (string);
  'model': (string);
  /**
   * For the user: each answer once.
   */
  'user': (_chat_v1_UsageSum__Output | null);
  /**
   * For whoever pays the model server: every call, lost ones by estimate.
   */
  'calls': (number);
  'total_input_tokens': (number);
  'total_output_tokens': (number);
  '_user_id'?: "user_id";
}
