// Original file: proto/chat/v1/limits.proto

import type { BudgetStanding as _chat_v1_BudgetStanding, BudgetStanding__Output as _chat_v1_BudgetStanding__Output } from '../../chat/v1/BudgetStanding.ts';
import type { UsageSum as _chat_v1_UsageSum, UsageSum__Output as _chat_v1_UsageSum__Output } from '../../chat/v1/UsageSum.ts';

export interface GetUsageResponse {
  'budgets'?: (_chat_v1_BudgetStanding)[];
  /**
   * Of today and of this month, without any budget too.
   */
  'day'?: (_chat_v1_UsageSum | null);
  'month'?: (_chat_v1_UsageSum | null);
}

export interface GetUsageResponse__Output {
  'budgets': (_chat_v1_BudgetStanding__Output)[];
  /**
   * Of today and of this month, without any budget too.
   */
  'day': (_chat_v1_UsageSum__Output | null);
  'month': (_chat_v1_UsageSum__Output | null);
}
