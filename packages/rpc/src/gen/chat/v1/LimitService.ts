// Original file: proto/chat/v1/limits.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { Budget as _chat_v1_Budget, Budget__Output as _chat_v1_Budget__Output } from '../../chat/v1/Budget.ts';
import type { DeleteBudgetRequest as _chat_v1_DeleteBudgetRequest, DeleteBudgetRequest__Output as _chat_v1_DeleteBudgetRequest__Output } from '../../chat/v1/DeleteBudgetRequest.ts';
import type { DeleteBudgetResponse as _chat_v1_DeleteBudgetResponse, DeleteBudgetResponse__Output as _chat_v1_DeleteBudgetResponse__Output } from '../../chat/v1/DeleteBudgetResponse.ts';
import type { GetUsageRequest as _chat_v1_GetUsageRequest, GetUsageRequest__Output as _chat_v1_GetUsageRequest__Output } from '../../chat/v1/GetUsageRequest.ts';
import type { GetUsageResponse as _chat_v1_GetUsageResponse, GetUsageResponse__Output as _chat_v1_GetUsageResponse__Output } from '../../chat/v1/GetUsageResponse.ts';
import type { ListBudgetsRequest as _chat_v1_ListBudgetsRequest, ListBudgetsRequest__Output as _chat_v1_ListBudgetsRequest__Output } from '../../chat/v1/ListBudgetsRequest.ts';
import type { ListBudgetsResponse as _chat_v1_ListBudgetsResponse, ListBudgetsResponse__Output as _chat_v1_ListBudgetsResponse__Output } from '../../chat/v1/ListBudgetsResponse.ts';
import type { ListUsageRequest as _chat_v1_ListUsageRequest, ListUsageRequest__Output as _chat_v1_ListUsageRequest__Output } from '../../chat/v1/ListUsageRequest.ts';
import type { ListUsageResponse as _chat_v1_ListUsageResponse, ListUsageResponse__Output as _chat_v1_ListUsageResponse__Output } from '../../chat/v1/ListUsageResponse.ts';
import type { SetBudgetRequest as _chat_v1_SetBudgetRequest, SetBudgetRequest__Output as _chat_v1_SetBudgetRequest__Output } from '../../chat/v1/SetBudgetRequest.ts';

export interface LimitServiceClient extends grpc.Client {
  /**
   * NOT_FOUND when there is none.
   */
  DeleteBudget(argument: _chat_v1_DeleteBudgetRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_DeleteBudgetResponse__Output>): grpc.ClientUnaryCall;
  DeleteBudget(argument: _chat_v1_DeleteBudgetRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_DeleteBudgetResponse__Output>): grpc.ClientUnaryCall;
  DeleteBudget(argument: _chat_v1_DeleteBudgetRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_DeleteBudgetResponse__Output>): grpc.ClientUnaryCall;
  DeleteBudget(argument: _chat_v1_DeleteBudgetRequest, callback: grpc.requestCallback<_chat_v1_DeleteBudgetResponse__Output>): grpc.ClientUnaryCall;
  /**
   * NOT_FOUND when there is none.
   */
  deleteBudget(argument: _chat_v1_DeleteBudgetRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_DeleteBudgetResponse__Output>): grpc.ClientUnaryCall;
  deleteBudget(argument: _chat_v1_DeleteBudgetRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_DeleteBudgetResponse__Output>): grpc.ClientUnaryCall;
  deleteBudget(argument: _chat_v1_DeleteBudgetRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_DeleteBudgetResponse__Output>): grpc.ClientUnaryCall;
  deleteBudget(argument: _chat_v1_DeleteBudgetRequest, callback: grpc.requestCallback<_chat_v1_DeleteBudgetResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Where the caller's own budgets stand, and those of the caller's groups.
   */
  GetUsage(argument: _chat_v1_GetUsageRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_GetUsageResponse__Output>): grpc.ClientUnaryCall;
  GetUsage(argument: _chat_v1_GetUsageRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_GetUsageResponse__Output>): grpc.ClientUnaryCall;
  GetUsage(argument: _chat_v1_GetUsageRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_GetUsageResponse__Output>): grpc.ClientUnaryCall;
  GetUsage(argument: _chat_v1_GetUsageRequest, callback: grpc.requestCallback<_chat_v1_GetUsageResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Where the caller's own budgets stand, and those of the caller's groups.
   */
  getUsage(argument: _chat_v1_GetUsageRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_GetUsageResponse__Output>): grpc.ClientUnaryCall;
  getUsage(argument: _chat_v1_GetUsageRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_GetUsageResponse__Output>): grpc.ClientUnaryCall;
  getUsage(argument: _chat_v1_GetUsageRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_GetUsageResponse__Output>): grpc.ClientUnaryCall;
  getUsage(argument: _chat_v1_GetUsageRequest, callback: grpc.requestCallback<_chat_v1_GetUsageResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * The rest is for administrators.
   */
  ListBudgets(argument: _chat_v1_ListBudgetsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListBudgetsResponse__Output>): grpc.ClientUnaryCall;
  ListBudgets(argument: _chat_v1_ListBudgetsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_ListBudgetsResponse__Output>): grpc.ClientUnaryCall;
  ListBudgets(argument: _chat_v1_ListBudgetsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListBudgetsResponse__Output>): grpc.ClientUnaryCall;
  ListBudgets(argument: _chat_v1_ListBudgetsRequest, callback: grpc.requestCallback<_chat_v1_ListBudgetsResponse__Output>): grpc.ClientUnaryCall;
  /**
   * The rest is for administrators.
   */
  listBudgets(argument: _chat_v1_ListBudgetsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListBudgetsResponse__Output>): grpc.ClientUnaryCall;
  listBudgets(argument: _chat_v1_ListBudgetsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_ListBudgetsResponse__Output>): grpc.ClientUnaryCall;
  listBudgets(argument: _chat_v1_ListBudgetsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListBudgetsResponse__Output>): grpc.ClientUnaryCall;
  listBudgets(argument: _chat_v1_ListBudgetsRequest, callback: grpc.requestCallback<_chat_v1_ListBudgetsResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Sums by user, model and day, newest day first.
   */
  ListUsage(argument: _chat_v1_ListUsageRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListUsageResponse__Output>): grpc.ClientUnaryCall;
  ListUsage(argument: _chat_v1_ListUsageRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_ListUsageResponse__Output>): grpc.ClientUnaryCall;
  ListUsage(argument: _chat_v1_ListUsageRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListUsageResponse__Output>): grpc.ClientUnaryCall;
  ListUsage(argument: _chat_v1_ListUsageRequest, callback: grpc.requestCallback<_chat_v1_ListUsageResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Sums by user, model and day, newest day first.
   */
  listUsage(argument: _chat_v1_ListUsageRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListUsageResponse__Output>): grpc.ClientUnaryCall;
  listUsage(argument: _chat_v1_ListUsageRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_ListUsageResponse__Output>): grpc.ClientUnaryCall;
  listUsage(argument: _chat_v1_ListUsageRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListUsageResponse__Output>): grpc.ClientUnaryCall;
  listUsage(argument: _chat_v1_ListUsageRequest, callback: grpc.requestCallback<_chat_v1_ListUsageResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Makes or changes the budget of one user or group for one period.
   */
  SetBudget(argument: _chat_v1_SetBudgetRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Budget__Output>): grpc.ClientUnaryCall;
  SetBudget(argument: _chat_v1_SetBudgetRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_Budget__Output>): grpc.ClientUnaryCall;
  SetBudget(argument: _chat_v1_SetBudgetRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Budget__Output>): grpc.ClientUnaryCall;
  SetBudget(argument: _chat_v1_SetBudgetRequest, callback: grpc.requestCallback<_chat_v1_Budget__Output>): grpc.ClientUnaryCall;
  /**
   * Makes or changes the budget of one user or group for one period.
   */
  setBudget(argument: _chat_v1_SetBudgetRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Budget__Output>): grpc.ClientUnaryCall;
  setBudget(argument: _chat_v1_SetBudgetRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_Budget__Output>): grpc.ClientUnaryCall;
  setBudget(argument: _chat_v1_SetBudgetRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Budget__Output>): grpc.ClientUnaryCall;
  setBudget(argument: _chat_v1_SetBudgetRequest, callback: grpc.requestCallback<_chat_v1_Budget__Output>): grpc.ClientUnaryCall;
  
}

export interface LimitServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * NOT_FOUND when there is none.
   */
  DeleteBudget: grpc.handleUnaryCall<_chat_v1_DeleteBudgetRequest__Output, _chat_v1_DeleteBudgetResponse>;
  
  /**
   * Where the caller's own budgets stand, and those of the caller's groups.
   */
  GetUsage: grpc.handleUnaryCall<_chat_v1_GetUsageRequest__Output, _chat_v1_GetUsageResponse>;
  
  /**
   * The rest is for administrators.
   */
  ListBudgets: grpc.handleUnaryCall<_chat_v1_ListBudgetsRequest__Output, _chat_v1_ListBudgetsResponse>;
  
  /**
   * Sums by user, model and day, newest day first.
   */
  ListUsage: grpc.handleUnaryCall<_chat_v1_ListUsageRequest__Output, _chat_v1_ListUsageResponse>;
  
  /**
   * Makes or changes the budget of one user or group for one period.
   */
  SetBudget: grpc.handleUnaryCall<_chat_v1_SetBudgetRequest__Output, _chat_v1_Budget>;
  
}

export interface LimitServiceDefinition extends grpc.ServiceDefinition {
  DeleteBudget: MethodDefinition<_chat_v1_DeleteBudgetRequest, _chat_v1_DeleteBudgetResponse, _chat_v1_DeleteBudgetRequest__Output, _chat_v1_DeleteBudgetResponse__Output>
  GetUsage: MethodDefinition<_chat_v1_GetUsageRequest, _chat_v1_GetUsageResponse, _chat_v1_GetUsageRequest__Output, _chat_v1_GetUsageResponse__Output>
  ListBudgets: MethodDefinition<_chat_v1_ListBudgetsRequest, _chat_v1_ListBudgetsResponse, _chat_v1_ListBudgetsRequest__Output, _chat_v1_ListBudgetsResponse__Output>
  ListUsage: MethodDefinition<_chat_v1_ListUsageRequest, _chat_v1_ListUsageResponse, _chat_v1_ListUsageRequest__Output, _chat_v1_ListUsageResponse__Output>
  SetBudget: MethodDefinition<_chat_v1_SetBudgetRequest, _chat_v1_Budget, _chat_v1_SetBudgetRequest__Output, _chat_v1_Budget__Output>
}
