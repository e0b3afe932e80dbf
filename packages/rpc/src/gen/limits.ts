import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { Budget as _chat_v1_Budget, Budget__Output as _chat_v1_Budget__Output } from './chat/v1/Budget.ts';
import type { BudgetStanding as _chat_v1_BudgetStanding, BudgetStanding__Output as _chat_v1_BudgetStanding__Output } from './chat/v1/BudgetStanding.ts';
import type { DeleteBudgetRequest as _chat_v1_DeleteBudgetRequest, DeleteBudgetRequest__Output as _chat_v1_DeleteBudgetRequest__Output } from './chat/v1/DeleteBudgetRequest.ts';
import type { DeleteBudgetResponse as _chat_v1_DeleteBudgetResponse, DeleteBudgetResponse__Output as _chat_v1_DeleteBudgetResponse__Output } from './chat/v1/DeleteBudgetResponse.ts';
import type { GetUsageRequest as _chat_v1_GetUsageRequest, GetUsageRequest__Output as _chat_v1_GetUsageRequest__Output } from './chat/v1/GetUsageRequest.ts';
import type { GetUsageResponse as _chat_v1_GetUsageResponse, GetUsageResponse__Output as _chat_v1_GetUsageResponse__Output } from './chat/v1/GetUsageResponse.ts';
import type { LimitServiceClient as _chat_v1_LimitServiceClient, LimitServiceDefinition as _chat_v1_LimitServiceDefinition } from './chat/v1/LimitService.ts';
import type { ListBudgetsRequest as _chat_v1_ListBudgetsRequest, ListBudgetsRequest__Output as _chat_v1_ListBudgetsRequest__Output } from './chat/v1/ListBudgetsRequest.ts';
import type { ListBudgetsResponse as _chat_v1_ListBudgetsResponse, ListBudgetsResponse__Output as _chat_v1_ListBudgetsResponse__Output } from './chat/v1/ListBudgetsResponse.ts';
import type { ListUsageRequest as _chat_v1_ListUsageRequest, ListUsageRequest__Output as _chat_v1_ListUsageRequest__Output } from './chat/v1/ListUsageRequest.ts';
import type { ListUsageResponse as _chat_v1_ListUsageResponse, ListUsageResponse__Output as _chat_v1_ListUsageResponse__Output } from './chat/v1/ListUsageResponse.ts';
import type { SetBudgetRequest as _chat_v1_SetBudgetRequest, SetBudgetRequest__Output as _chat_v1_SetBudgetRequest__Output } from './chat/v1/SetBudgetRequest.ts';
import type { UsageDay as _chat_v1_UsageDay, UsageDay__Output as _chat_v1_UsageDay__Output } from './chat/v1/UsageDay.ts';
import type { UsageSum as _chat_v1_UsageSum, UsageSum__Output as _chat_v1_UsageSum__Output } from './chat/v1/UsageSum.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  chat: {
    v1: {
      Budget: MessageTypeDefinition<_chat_v1_Budget, _chat_v1_Budget__Output>
      BudgetStanding: MessageTypeDefinition<_chat_v1_BudgetStanding, _chat_v1_BudgetStanding__Output>
      DeleteBudgetRequest: MessageTypeDefinition<_chat_v1_DeleteBudgetRequest, _chat_v1_DeleteBudgetRequest__Output>
      DeleteBudgetResponse: MessageTypeDefinition<_chat_v1_DeleteBudgetResponse, _chat_v1_DeleteBudgetResponse__Output>
      GetUsageRequest: MessageTypeDefinition<_chat_v1_GetUsageRequest, _chat_v1_GetUsageRequest__Output>
      GetUsageResponse: MessageTypeDefinition<_chat_v1_GetUsageResponse, _chat_v1_GetUsageResponse__Output>
      LimitService: SubtypeConstructor<typeof grpc.Client, _chat_v1_LimitServiceClient> & { service: _chat_v1_LimitServiceDefinition }
      ListBudgetsRequest: MessageTypeDefinition<_chat_v1_ListBudgetsRequest, _chat_v1_ListBudgetsRequest__Output>
      ListBudgetsResponse: MessageTypeDefinition<_chat_v1_ListBudgetsResponse, _chat_v1_ListBudgetsResponse__Output>
      ListUsageRequest: MessageTypeDefinition<_chat_v1_ListUsageRequest, _chat_v1_ListUsageRequest__Output>
      ListUsageResponse: MessageTypeDefinition<_chat_v1_ListUsageResponse, _chat_v1_ListUsageResponse__Output>
      SetBudgetRequest: MessageTypeDefinition<_chat_v1_SetBudgetRequest, _chat_v1_SetBudgetRequest__Output>
      UsageDay: MessageTypeDefinition<_chat_v1_UsageDay, _chat_v1_UsageDay__Output>
      UsageSum: MessageTypeDefinition<_chat_v1_UsageSum, _chat_v1_UsageSum__Output>
    }
  }
}

