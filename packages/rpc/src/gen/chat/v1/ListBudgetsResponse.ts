// Original file: proto/chat/v1/limits.proto

import type { Budget as _chat_v1_Budget, Budget__Output as _chat_v1_Budget__Output } from '../../chat/v1/Budget.ts';

export interface ListBudgetsResponse {
  'items'?: (_chat_v1_Budget)[];
  'next'?: (string);
  '_next'?: "next";
}

export interface ListBudgetsResponse__Output {
  'items': (_chat_v1_Budget__Output)[];
  'next'?: (string);
  '_next'?: "next";
}
