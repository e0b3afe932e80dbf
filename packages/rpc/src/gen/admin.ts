import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { AdminServiceClient as _chat_v1_AdminServiceClient, AdminServiceDefinition as _chat_v1_AdminServiceDefinition } from './chat/v1/AdminService.ts';
import type { AdminUser as _chat_v1_AdminUser, AdminUser__Output as _chat_v1_AdminUser__Output } from './chat/v1/AdminUser.ts';
import type { AuditEvent as _chat_v1_AuditEvent, AuditEvent__Output as _chat_v1_AuditEvent__Output } from './chat/v1/AuditEvent.ts';
import type { BrokerCounts as _chat_v1_BrokerCounts, BrokerCounts__Output as _chat_v1_BrokerCounts__Output } from './chat/v1/BrokerCounts.ts';
import type { EndedMinute as _chat_v1_EndedMinute, EndedMinute__Output as _chat_v1_EndedMinute__Output } from './chat/v1/EndedMinute.ts';
import type { FailureCount as _chat_v1_FailureCount, FailureCount__Output as _chat_v1_FailureCount__Output } from './chat/v1/FailureCount.ts';
import type { Generation as _chat_v1_Generation, Generation__Output as _chat_v1_Generation__Output } from './chat/v1/Generation.ts';
import type { GetQueueRequest as _chat_v1_GetQueueRequest, GetQueueRequest__Output as _chat_v1_GetQueueRequest__Output } from './chat/v1/GetQueueRequest.ts';
import type { HeldAnswer as _chat_v1_HeldAnswer, HeldAnswer__Output as _chat_v1_HeldAnswer__Output } from './chat/v1/HeldAnswer.ts';
import type { ListAuditEventsRequest as _chat_v1_ListAuditEventsRequest, ListAuditEventsRequest__Output as _chat_v1_ListAuditEventsRequest__Output } from './chat/v1/ListAuditEventsRequest.ts';
import type { ListAuditEventsResponse as _chat_v1_ListAuditEventsResponse, ListAuditEventsResponse__Output as _chat_v1_ListAuditEventsResponse__Output } from './chat/v1/ListAuditEventsResponse.ts';
import type { ListGenerationsRequest as _chat_v1_ListGenerationsRequest, ListGenerationsRequest__Output as _chat_v1_ListGenerationsRequest__Output } from './chat/v1/ListGenerationsRequest.ts';
import type { ListGenerationsResponse as _chat_v1_ListGenerationsResponse, ListGenerationsResponse__Output as _chat_v1_ListGenerationsResponse__Output } from './chat/v1/ListGenerationsResponse.ts';
import type { ListQueueJobsRequest as _chat_v1_ListQueueJobsRequest, ListQueueJobsRequest__Output as _chat_v1_ListQueueJobsRequest__Output } from './chat/v1/ListQueueJobsRequest.ts';
import type { ListQueueJobsResponse as _chat_v1_ListQueueJobsResponse, ListQueueJobsResponse__Output as _chat_v1_ListQueueJobsResponse__Output } from './chat/v1/ListQueueJobsResponse.ts';
import type { ListUsersRequest as _chat_v1_ListUsersRequest, ListUsersRequest__Output as _chat_v1_ListUsersRequest__Output } from './chat/v1/ListUsersRequest.ts';
import type { ListUsersResponse as _chat_v1_ListUsersResponse, ListUsersResponse__Output as _chat_v1_ListUsersResponse__Output } from './chat/v1/ListUsersResponse.ts';
import type { Queue as _chat_v1_Queue, Queue__Output as _chat_v1_Queue__Output } from './chat/v1/Queue.ts';
import type { QueueDepth as _chat_v1_QueueDepth, QueueDepth__Output as _chat_v1_QueueDepth__Output } from './chat/v1/QueueDepth.ts';
import type { QueueJob as _chat_v1_QueueJob, QueueJob__Output as _chat_v1_QueueJob__Output } from './chat/v1/QueueJob.ts';
import type { QueueReport as _chat_v1_QueueReport, QueueReport__Output as _chat_v1_QueueReport__Output } from './chat/v1/QueueReport.ts';
import type { QueueWorker as _chat_v1_QueueWorker, QueueWorker__Output as _chat_v1_QueueWorker__Output } from './chat/v1/QueueWorker.ts';
import type { RemoveQueueJobRequest as _chat_v1_RemoveQueueJobRequest, RemoveQueueJobRequest__Output as _chat_v1_RemoveQueueJobRequest__Output } from './chat/v1/RemoveQueueJobRequest.ts';
import type { RemoveQueueJobResponse as _chat_v1_RemoveQueueJobResponse, RemoveQueueJobResponse__Output as _chat_v1_RemoveQueueJobResponse__Output } from './chat/v1/RemoveQueueJobResponse.ts';
import type { RetryQueueJobRequest as _chat_v1_RetryQueueJobRequest, RetryQueueJobRequest__Output as _chat_v1_RetryQueueJobRequest__Output } from './chat/v1/RetryQueueJobRequest.ts';
import type { RetryQueueJobResponse as _chat_v1_RetryQueueJobResponse, RetryQueueJobResponse__Output as _chat_v1_RetryQueueJobResponse__Output } from './chat/v1/RetryQueueJobResponse.ts';
import type { SignOutUserRequest as _chat_v1_SignOutUserRequest, SignOutUserRequest__Output as _chat_v1_SignOutUserRequest__Output } from './chat/v1/SignOutUserRequest.ts';
import type { SignOutUserResponse as _chat_v1_SignOutUserResponse, SignOutUserResponse__Output as _chat_v1_SignOutUserResponse__Output } from './chat/v1/SignOutUserResponse.ts';
import type { StopGenerationRequest as _chat_v1_StopGenerationRequest, StopGenerationRequest__Output as _chat_v1_StopGenerationRequest__Output } from './chat/v1/StopGenerationRequest.ts';
import type { StopGenerationResponse as _chat_v1_StopGenerationResponse, StopGenerationResponse__Output as _chat_v1_StopGenerationResponse__Output } from './chat/v1/StopGenerationResponse.ts';
import type { UpdateUserRequest as _chat_v1_UpdateUserRequest, UpdateUserRequest__Output as _chat_v1_UpdateUserRequest__Output } from './chat/v1/UpdateUserRequest.ts';
import type { WaitStats as _chat_v1_WaitStats, WaitStats__Output as _chat_v1_WaitStats__Output } from './chat/v1/WaitStats.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  chat: {
    v1: {
      AdminService: SubtypeConstructor<typeof grpc.Client, _chat_v1_AdminServiceClient> & { service: _chat_v1_AdminServiceDefinition }
      AdminUser: MessageTypeDefinition<_chat_v1_AdminUser, _chat_v1_AdminUser__Output>
      AuditEvent: MessageTypeDefinition<_chat_v1_AuditEvent, _chat_v1_AuditEvent__Output>
      BrokerCounts: MessageTypeDefinition<_chat_v1_BrokerCounts, _chat_v1_BrokerCounts__Output>
      EndedMinute: MessageTypeDefinition<_chat_v1_EndedMinute, _chat_v1_EndedMinute__Output>
      FailureCount: MessageTypeDefinition<_chat_v1_FailureCount, _chat_v1_FailureCount__Output>
      Generation: MessageTypeDefinition<_chat_v1_Generation, _chat_v1_Generation__Output>
      GetQueueRequest: MessageTypeDefinition<_chat_v1_GetQueueRequest, _chat_v1_GetQueueRequest__Output>
      HeldAnswer: MessageTypeDefinition<_chat_v1_HeldAnswer, _chat_v1_HeldAnswer__Output>
      ListAuditEventsRequest: MessageTypeDefinition<_chat_v1_ListAuditEventsRequest, _chat_v1_ListAuditEventsRequest__Output>
      ListAuditEventsResponse: MessageTypeDefinition<_chat_v1_ListAuditEventsResponse, _chat_v1_ListAuditEventsResponse__Output>
      ListGenerationsRequest: MessageTypeDefinition<_chat_v1_ListGenerationsRequest, _chat_v1_ListGenerationsRequest__Output>
      ListGenerationsResponse: MessageTypeDefinition<_chat_v1_ListGenerationsResponse, _chat_v1_ListGenerationsResponse__Output>
      ListQueueJobsRequest: MessageTypeDefinition<_chat_v1_ListQueueJobsRequest, _chat_v1_ListQueueJobsRequest__Output>
      ListQueueJobsResponse: MessageTypeDefinition<_chat_v1_ListQueueJobsResponse, _chat_v1_ListQueueJobsResponse__Output>
      ListUsersRequest: MessageTypeDefinition<_chat_v1_ListUsersRequest, _chat_v1_ListUsersRequest__Output>
      ListUsersResponse: MessageTypeDefinition<_chat_v1_ListUsersResponse, _chat_v1_ListUsersResponse__Output>
      Queue: MessageTypeDefinition<_chat_v1_Queue, _chat_v1_Queue__Output>
      QueueDepth: MessageTypeDefinition<_chat_v1_QueueDepth, _chat_v1_QueueDepth__Output>
      QueueJob: MessageTypeDefinition<_chat_v1_QueueJob, _chat_v1_QueueJob__Output>
      QueueReport: MessageTypeDefinition<_chat_v1_QueueReport, _chat_v1_QueueReport__Output>
      QueueWorker: MessageTypeDefinition<_chat_v1_QueueWorker, _chat_v1_QueueWorker__Output>
      RemoveQueueJobRequest: MessageTypeDefinition<_chat_v1_RemoveQueueJobRequest, _chat_v1_RemoveQueueJobRequest__Output>
      RemoveQueueJobResponse: MessageTypeDefinition<_chat_v1_RemoveQueueJobResponse, _chat_v1_RemoveQueueJobResponse__Output>
      RetryQueueJobRequest: MessageTypeDefinition<_chat_v1_RetryQueueJobRequest, _chat_v1_RetryQueueJobRequest__Output>
      RetryQueueJobResponse: MessageTypeDefinition<_chat_v1_RetryQueueJobResponse, _chat_v1_RetryQueueJobResponse__Output>
      SignOutUserRequest: MessageTypeDefinition<_chat_v1_SignOutUserRequest, _chat_v1_SignOutUserRequest__Output>
      SignOutUserResponse: MessageTypeDefinition<_chat_v1_SignOutUserResponse, _chat_v1_SignOutUserResponse__Output>
      StopGenerationRequest: MessageTypeDefinition<_chat_v1_StopGenerationRequest, _chat_v1_StopGenerationRequest__Output>
      StopGenerationResponse: MessageTypeDefinition<_chat_v1_StopGenerationResponse, _chat_v1_StopGenerationResponse__Output>
      UpdateUserRequest: MessageTypeDefinition<_chat_v1_UpdateUserRequest, _chat_v1_UpdateUserRequest__Output>
      WaitStats: MessageTypeDefinition<_chat_v1_WaitStats, _chat_v1_WaitStats__Output>
    }
  }
}

