// Original file: proto/chat/v1/limits.proto

import type { UsageDay as _chat_v1_UsageDay, UsageDay__Output as _chat_v1_UsageDay__Output } from '../../chat/v1/UsageDay.ts';

export interface ListUsageResponse {
  'items'?: (_chat_v1_UsageDay)[];
  'next'?: (string);
  '_next'?: "next";
}

export interface ListUsageResponse__Output {
  'items': (_chat_v1_UsageDay__Output)[];
  'next'?: (string);
  '_next'?: "next";
}
