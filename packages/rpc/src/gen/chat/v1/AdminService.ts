// Original file: proto/chat/v1/admin.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { AdminUser as _chat_v1_AdminUser, AdminUser__Output as _chat_v1_AdminUser__Output } from '../../chat/v1/AdminUser.ts';
import type { GetQueueRequest as _chat_v1_GetQueueRequest, GetQueueRequest__Output as _chat_v1_GetQueueRequest__Output } from '../../chat/v1/GetQueueRequest.ts';
import type { ListAuditEventsRequest as _chat_v1_ListAuditEventsRequest, ListAuditEventsRequest__Output as _chat_v1_ListAuditEventsRequest__Output } from '../../chat/v1/ListAuditEventsRequest.ts';
import type { ListAuditEventsResponse as _chat_v1_ListAuditEventsResponse, ListAuditEventsResponse__Output as _chat_v1_ListAuditEventsResponse__Output } from '../../chat/v1/ListAuditEventsResponse.ts';
import type { ListGenerationsRequest as _chat_v1_ListGenerationsRequest, ListGenerationsRequest__Output as _chat_v1_ListGenerationsRequest__Output } from '../../chat/v1/ListGenerationsRequest.ts';
import type { ListGenerationsResponse as _chat_v1_ListGenerationsResponse, ListGenerationsResponse__Output as _chat_v1_ListGenerationsResponse__Output } from '../../chat/v1/ListGenerationsResponse.ts';
import type { ListQueueJobsRequest as _chat_v1_ListQueueJobsRequest, ListQueueJobsRequest__Output as _chat_v1_ListQueueJobsRequest__Output } from '../../chat/v1/ListQueueJobsRequest.ts';
import type { ListQueueJobsResponse as _chat_v1_ListQueueJobsResponse, ListQueueJobsResponse__Output as _chat_v1_ListQueueJobsResponse__Output } from '../../chat/v1/ListQueueJobsResponse.ts';
import type { ListUsersRequest as _chat_v1_ListUsersRequest, ListUsersRequest__Output as _chat_v1_ListUsersRequest__Output } from '../../chat/v1/ListUsersRequest.ts';
import type { ListUsersResponse as _chat_v1_ListUsersResponse, ListUsersResponse__Output as _chat_v1_ListUsersResponse__Output } from '../../chat/v1/ListUsersResponse.ts';
import type { QueueReport as _chat_v1_QueueReport, QueueReport__Output as _chat_v1_QueueReport__Output } from '../../chat/v1/QueueReport.ts';
import type { RemoveQueueJobRequest as _chat_v1_RemoveQueueJobRequest, RemoveQueueJobRequest__Output as _chat_v1_RemoveQueueJobRequest__Output } from '../../chat/v1/RemoveQueueJobRequest.ts';
import type { RemoveQueueJobResponse as _chat_v1_RemoveQueueJobResponse, RemoveQueueJobResponse__Output as _chat_v1_RemoveQueueJobResponse__Output } from '../../chat/v1/RemoveQueueJobResponse.ts';
import type { RetryQueueJobRequest as _chat_v1_RetryQueueJobRequest, RetryQueueJobRequest__Output as _chat_v1_RetryQueueJobRequest__Output } from '../../chat/v1/RetryQueueJobRequest.ts';
import type { RetryQueueJobResponse as _chat_v1_RetryQueueJobResponse, RetryQueueJobResponse__Output as _chat_v1_RetryQueueJobResponse__Output } from '../../chat/v1/RetryQueueJobResponse.ts';
import type { SignOutUserRequest as _chat_v1_SignOutUserRequest, SignOutUserRequest__Output as _chat_v1_SignOutUserRequest__Output } from '../../chat/v1/SignOutUserRequest.ts';
import type { SignOutUserResponse as _chat_v1_SignOutUserResponse, SignOutUserResponse__Output as _chat_v1_SignOutUserResponse__Output } from '../../chat/v1/SignOutUserResponse.ts';
import type { StopGenerationRequest as _chat_v1_StopGenerationRequest, StopGenerationRequest__Output as _chat_v1_StopGenerationRequest__Output } from '../../chat/v1/StopGenerationRequest.ts';
import type { StopGenerationResponse as _chat_v1_StopGenerationResponse, StopGenerationResponse__Output as _chat_v1_StopGenerationResponse__Output } from '../../chat/v1/StopGenerationResponse.ts';
import type { UpdateUserRequest as _chat_v1_UpdateUserRequest, UpdateUserRequest__Output as _chat_v1_UpdateUserRequest__Output } from '../../chat/v1/UpdateUserRequest.ts';

export interface AdminServiceClient extends grpc.Client {
  /**
   * How the queues stand. What only Redis knows is absent while it is away.
   */
  GetQueue(argument: _chat_v1_GetQueueRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_QueueReport__Output>): grpc.ClientUnaryCall;
  GetQueue(argument: _chat_v1_GetQueueRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_QueueReport__Output>): grpc.ClientUnaryCall;
  GetQueue(argument: _chat_v1_GetQueueRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_QueueReport__Output>): grpc.ClientUnaryCall;
  GetQueue(argument: _chat_v1_GetQueueRequest, callback: grpc.requestCallback<_chat_v1_QueueReport__Output>): grpc.ClientUnaryCall;
  /**
   * How the queues stand. What only Redis knows is absent while it is away.
   */
  getQueue(argument: _chat_v1_GetQueueRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_QueueReport__Output>): grpc.ClientUnaryCall;
  getQueue(argument: _chat_v1_GetQueueRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_QueueReport__Output>): grpc.ClientUnaryCall;
  getQueue(argument: _chat_v1_GetQueueRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_QueueReport__Output>): grpc.ClientUnaryCall;
  getQueue(argument: _chat_v1_GetQueueRequest, callback: grpc.requestCallback<_chat_v1_QueueReport__Output>): grpc.ClientUnaryCall;
  
  /**
   * Newest first.
   */
  ListAuditEvents(argument: _chat_v1_ListAuditEventsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListAuditEventsResponse__Output>): grpc.ClientUnaryCall;
  ListAuditEvents(argument: _chat_v1_ListAuditEventsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_ListAuditEventsResponse__Output>): grpc.ClientUnaryCall;
  ListAuditEvents(argument: _chat_v1_ListAuditEventsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListAuditEventsResponse__Output>): grpc.ClientUnaryCall;
  ListAuditEvents(argument: _chat_v1_ListAuditEventsRequest, callback: grpc.requestCallback<_chat_v1_ListAuditEventsResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Newest first.
   */
  listAuditEvents(argument: _chat_v1_ListAuditEventsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListAuditEventsResponse__Output>): grpc.ClientUnaryCall;
  listAuditEvents(argument: _chat_v1_ListAuditEventsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_ListAuditEventsResponse__Output>): grpc.ClientUnaryCall;
  listAuditEvents(argument: _chat_v1_ListAuditEventsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListAuditEventsResponse__Output>): grpc.ClientUnaryCall;
  listAuditEvents(argument: _chat_v1_ListAuditEventsRequest, callback: grpc.requestCallback<_chat_v1_ListAuditEventsResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Answers that wait or run, of everybody, newest first.
   */
  ListGenerations(argument: _chat_v1_ListGenerationsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListGenerationsResponse__Output>): grpc.ClientUnaryCall;
  ListGenerations(argument: _chat_v1_ListGenerationsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_ListGenerationsResponse__Output>): grpc.ClientUnaryCall;
  ListGenerations(argument: _chat_v1_ListGenerationsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListGenerationsResponse__Output>): grpc.ClientUnaryCall;
  ListGenerations(argument: _chat_v1_ListGenerationsRequest, callback: grpc.requestCallback<_chat_v1_ListGenerationsResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Answers that wait or run, of everybody, newest first.
   */
  listGenerations(argument: _chat_v1_ListGenerationsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListGenerationsResponse__Output>): grpc.ClientUnaryCall;
  listGenerations(argument: _chat_v1_ListGenerationsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_ListGenerationsResponse__Output>): grpc.ClientUnaryCall;
  listGenerations(argument: _chat_v1_ListGenerationsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListGenerationsResponse__Output>): grpc.ClientUnaryCall;
  listGenerations(argument: _chat_v1_ListGenerationsRequest, callback: grpc.requestCallback<_chat_v1_ListGenerationsResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Jobs of a queue in one state, by ids. UNAVAILABLE when only Redis knows them and it is away.
   */
  ListQueueJobs(argument: _chat_v1_ListQueueJobsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListQueueJobsResponse__Output>): grpc.ClientUnaryCall;
  ListQueueJobs(argument: _chat_v1_ListQueueJobsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_ListQueueJobsResponse__Output>): grpc.ClientUnaryCall;
  ListQueueJobs(argument: _chat_v1_ListQueueJobsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListQueueJobsResponse__Output>): grpc.ClientUnaryCall;
  ListQueueJobs(argument: _chat_v1_ListQueueJobsRequest, callback: grpc.requestCallback<_chat_v1_ListQueueJobsResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Jobs of a queue in one state, by ids. UNAVAILABLE when only Redis knows them and it is away.
   */
  listQueueJobs(argument: _chat_v1_ListQueueJobsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListQueueJobsResponse__Output>): grpc.ClientUnaryCall;
  listQueueJobs(argument: _chat_v1_ListQueueJobsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_ListQueueJobsResponse__Output>): grpc.ClientUnaryCall;
  listQueueJobs(argument: _chat_v1_ListQueueJobsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListQueueJobsResponse__Output>): grpc.ClientUnaryCall;
  listQueueJobs(argument: _chat_v1_ListQueueJobsRequest, callback: grpc.requestCallback<_chat_v1_ListQueueJobsResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Newest first.
   */
  ListUsers(argument: _chat_v1_ListUsersRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListUsersResponse__Output>): grpc.ClientUnaryCall;
  ListUsers(argument: _chat_v1_ListUsersRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_ListUsersResponse__Output>): grpc.ClientUnaryCall;
  ListUsers(argument: _chat_v1_ListUsersRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListUsersResponse__Output>): grpc.ClientUnaryCall;
  ListUsers(argument: _chat_v1_ListUsersRequest, callback: grpc.requestCallback<_chat_v1_ListUsersResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Newest first.
   */
  listUsers(argument: _chat_v1_ListUsersRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListUsersResponse__Output>): grpc.ClientUnaryCall;
  listUsers(argument: _chat_v1_ListUsersRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_ListUsersResponse__Output>): grpc.ClientUnaryCall;
  listUsers(argument: _chat_v1_ListUsersRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListUsersResponse__Output>): grpc.ClientUnaryCall;
  listUsers(argument: _chat_v1_ListUsersRequest, callback: grpc.requestCallback<_chat_v1_ListUsersResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Takes a job away: its message ends with the error `removed`. ABORTED (`conflict`): it has ended otherwise, or is being
   * run. Repeatable.
   */
  RemoveQueueJob(argument: _chat_v1_RemoveQueueJobRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_RemoveQueueJobResponse__Output>): grpc.ClientUnaryCall;
  RemoveQueueJob(argument: _chat_v1_RemoveQueueJobRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_RemoveQueueJobResponse__Output>): grpc.ClientUnaryCall;
  RemoveQueueJob(argument: _chat_v1_RemoveQueueJobRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_RemoveQueueJobResponse__Output>): grpc.ClientUnaryCall;
  RemoveQueueJob(argument: _chat_v1_RemoveQueueJobRequest, callback: grpc.requestCallback<_chat_v1_RemoveQueueJobResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Takes a job away: its message ends with the error `removed`. ABORTED (`conflict`): it has ended otherwise, or is being
   * run. Repeatable.
   */
  removeQueueJob(argument: _chat_v1_RemoveQueueJobRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_RemoveQueueJobResponse__Output>): grpc.ClientUnaryCall;
  removeQueueJob(argument: _chat_v1_RemoveQueueJobRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_RemoveQueueJobResponse__Output>): grpc.ClientUnaryCall;
  removeQueueJob(argument: _chat_v1_RemoveQueueJobRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_RemoveQueueJobResponse__Output>): grpc.ClientUnaryCall;
  removeQueueJob(argument: _chat_v1_RemoveQueueJobRequest, callback: grpc.requestCallback<_chat_v1_RemoveQueueJobResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Dispatches a message anew, at once; or its title's job. ABORTED (`conflict`): it has ended, or is being run.
   */
  RetryQueueJob(argument: _chat_v1_RetryQueueJobRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_RetryQueueJobResponse__Output>): grpc.ClientUnaryCall;
  RetryQueueJob(argument: _chat_v1_RetryQueueJobRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_RetryQueueJobResponse__Output>): grpc.ClientUnaryCall;
  RetryQueueJob(argument: _chat_v1_RetryQueueJobRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_RetryQueueJobResponse__Output>): grpc.ClientUnaryCall;
  RetryQueueJob(argument: _chat_v1_RetryQueueJobRequest, callback: grpc.requestCallback<_chat_v1_RetryQueueJobResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Dispatches a message anew, at once; or its title's job. ABORTED (`conflict`): it has ended, or is being run.
   */
  retryQueueJob(argument: _chat_v1_RetryQueueJobRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_RetryQueueJobResponse__Output>): grpc.ClientUnaryCall;
  retryQueueJob(argument: _chat_v1_RetryQueueJobRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_RetryQueueJobResponse__Output>): grpc.ClientUnaryCall;
  retryQueueJob(argument: _chat_v1_RetryQueueJobRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_RetryQueueJobResponse__Output>): grpc.ClientUnaryCall;
  retryQueueJob(argument: _chat_v1_RetryQueueJobRequest, callback: grpc.requestCallback<_chat_v1_RetryQueueJobResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Ends all logins of a user; access tokens stay. Repeatable.
   */
  SignOutUser(argument: _chat_v1_SignOutUserRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_SignOutUserResponse__Output>): grpc.ClientUnaryCall;
  SignOutUser(argument: _chat_v1_SignOutUserRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_SignOutUserResponse__Output>): grpc.ClientUnaryCall;
  SignOutUser(argument: _chat_v1_SignOutUserRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_SignOutUserResponse__Output>): grpc.ClientUnaryCall;
  SignOutUser(argument: _chat_v1_SignOutUserRequest, callback: grpc.requestCallback<_chat_v1_SignOutUserResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Ends all logins of a user; access tokens stay. Repeatable.
   */
  signOutUser(argument: _chat_v1_SignOutUserRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_SignOutUserResponse__Output>): grpc.ClientUnaryCall;
  signOutUser(argument: _chat_v1_SignOutUserRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_SignOutUserResponse__Output>): grpc.ClientUnaryCall;
  signOutUser(argument: _chat_v1_SignOutUserRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_SignOutUserResponse__Output>): grpc.ClientUnaryCall;
  signOutUser(argument: _chat_v1_SignOutUserRequest, callback: grpc.requestCallback<_chat_v1_SignOutUserResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Ends an answer, whoever it is for. Repeatable.
   */
  StopGeneration(argument: _chat_v1_StopGenerationRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_StopGenerationResponse__Output>): grpc.ClientUnaryCall;
  StopGeneration(argument: _chat_v1_StopGenerationRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_StopGenerationResponse__Output>): grpc.ClientUnaryCall;
  StopGeneration(argument: _chat_v1_StopGenerationRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_StopGenerationResponse__Output>): grpc.ClientUnaryCall;
  StopGeneration(argument: _chat_v1_StopGenerationRequest, callback: grpc.requestCallback<_chat_v1_StopGenerationResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Ends an answer, whoever it is for. Repeatable.
   */
  stopGeneration(argument: _chat_v1_StopGenerationRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_StopGenerationResponse__Output>): grpc.ClientUnaryCall;
  stopGeneration(argument: _chat_v1_StopGenerationRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_StopGenerationResponse__Output>): grpc.ClientUnaryCall;
  stopGeneration(argument: _chat_v1_StopGenerationRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_StopGenerationResponse__Output>): grpc.ClientUnaryCall;
  stopGeneration(argument: _chat_v1_StopGenerationRequest, callback: grpc.requestCallback<_chat_v1_StopGenerationResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Changes the role, disables or enables. ABORTED (`conflict`): nobody would be left to administer.
   */
  UpdateUser(argument: _chat_v1_UpdateUserRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_AdminUser__Output>): grpc.ClientUnaryCall;
  UpdateUser(argument: _chat_v1_UpdateUserRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_AdminUser__Output>): grpc.ClientUnaryCall;
  UpdateUser(argument: _chat_v1_UpdateUserRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_AdminUser__Output>): grpc.ClientUnaryCall;
  UpdateUser(argument: _chat_v1_UpdateUserRequest, callback: grpc.requestCallback<_chat_v1_AdminUser__Output>): grpc.ClientUnaryCall;
  /**
   * Changes the role, disables or enables. ABORTED (`conflict`): nobody would be left to administer.
   */
  updateUser(argument: _chat_v1_UpdateUserRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_AdminUser__Output>): grpc.ClientUnaryCall;
  updateUser(argument: _chat_v1_UpdateUserRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_AdminUser__Output>): grpc.ClientUnaryCall;
  updateUser(argument: _chat_v1_UpdateUserRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_AdminUser__Output>): grpc.ClientUnaryCall;
  updateUser(argument: _chat_v1_UpdateUserRequest, callback: grpc.requestCallback<_chat_v1_AdminUser__Output>): grpc.ClientUnaryCall;
  
}

export interface AdminServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * How the queues stand. What only Redis knows is absent while it is away.
   */
  GetQueue: grpc.handleUnaryCall<_chat_v1_GetQueueRequest__Output, _chat_v1_QueueReport>;
  
  /**
   * Newest first.
   */
  ListAuditEvents: grpc.handleUnaryCall<_chat_v1_ListAuditEventsRequest__Output, _chat_v1_ListAuditEventsResponse>;
  
  /**
   * Answers that wait or run, of everybody, newest first.
   */
  ListGenerations: grpc.handleUnaryCall<_chat_v1_ListGenerationsRequest__Output, _chat_v1_ListGenerationsResponse>;
  
  /**
   * Jobs of a queue in one state, by ids. UNAVAILABLE when only Redis knows them and it is away.
   */
  ListQueueJobs: grpc.handleUnaryCall<_chat_v1_ListQueueJobsRequest__Output, _chat_v1_ListQueueJobsResponse>;
  
  /**
   * Newest first.
   */
  ListUsers: grpc.handleUnaryCall<_chat_v1_ListUsersRequest__Output, _chat_v1_ListUsersResponse>;
  
  /**
   * Takes a job away: its message ends with the error `removed`. ABORTED (`conflict`): it has ended otherwise, or is being
   * run. Repeatable.
   */
  RemoveQueueJob: grpc.handleUnaryCall<_chat_v1_RemoveQueueJobRequest__Output, _chat_v1_RemoveQueueJobResponse>;
  
  /**
   * Dispatches a message anew, at once; or its title's job. ABORTED (`conflict`): it has ended, or is being run.
   */
  RetryQueueJob: grpc.handleUnaryCall<_chat_v1_RetryQueueJobRequest__Output, _chat_v1_RetryQueueJobResponse>;
  
  /**
   * Ends all logins of a user; access tokens stay. Repeatable.
   */
  SignOutUser: grpc.handleUnaryCall<_chat_v1_SignOutUserRequest__Output, _chat_v1_SignOutUserResponse>;
  
  /**
   * Ends an answer, whoever it is for. Repeatable.
   */
  StopGeneration: grpc.handleUnaryCall<_chat_v1_StopGenerationRequest__Output, _chat_v1_StopGenerationResponse>;
  
  /**
   * Changes the role, disables or enables. ABORTED (`conflict`): nobody would be left to administer.
   */
  UpdateUser: grpc.handleUnaryCall<_chat_v1_UpdateUserRequest__Output, _chat_v1_AdminUser>;
  
}

export interface AdminServiceDefinition extends grpc.ServiceDefinition {
  GetQueue: MethodDefinition<_chat_v1_GetQueueRequest, _chat_v1_QueueReport, _chat_v1_GetQueueRequest__Output, _chat_v1_QueueReport__Output>
  ListAuditEvents: MethodDefinition<_chat_v1_ListAuditEventsRequest, _chat_v1_ListAuditEventsResponse, _chat_v1_ListAuditEventsRequest__Output, _chat_v1_ListAuditEventsResponse__Output>
  ListGenerations: MethodDefinition<_chat_v1_ListGenerationsRequest, _chat_v1_ListGenerationsResponse, _chat_v1_ListGenerationsRequest__Output, _chat_v1_ListGenerationsResponse__Output>
  ListQueueJobs: MethodDefinition<_chat_v1_ListQueueJobsRequest, _chat_v1_ListQueueJobsResponse, _chat_v1_ListQueueJobsRequest__Output, _chat_v1_ListQueueJobsResponse__Output>
  ListUsers: MethodDefinition<_chat_v1_ListUsersRequest, _chat_v1_ListUsersResponse, _chat_v1_ListUsersRequest__Output, _chat_v1_ListUsersResponse__Output>
  RemoveQueueJob: MethodDefinition<_chat_v1_RemoveQueueJobRequest, _chat_v1_RemoveQueueJobResponse, _chat_v1_RemoveQueueJobRequest__Output, _chat_v1_RemoveQueueJobResponse__Output>
  RetryQueueJob: MethodDefinition<_chat_v1_RetryQueueJobRequest, _chat_v1_RetryQueueJobResponse, _chat_v1_RetryQueueJobRequest__Output, _chat_v1_RetryQueueJobResponse__Output>
  SignOutUser: MethodDefinition<_chat_v1_SignOutUserRequest, _chat_v1_SignOutUserResponse, _chat_v1_SignOutUserRequest__Output, _chat_v1_SignOutUserResponse__Output>
  StopGeneration: MethodDefinition<_chat_v1_StopGenerationRequest, _chat_v1_StopGenerationResponse, _chat_v1_StopGenerationRequest__Output, _chat_v1_StopGenerationResponse__Output>
  UpdateUser: MethodDefinition<_chat_v1_UpdateUserRequest, _chat_v1_AdminUser, _chat_v1_UpdateUserRequest__Output, _chat_v1_AdminUser__Output>
}
