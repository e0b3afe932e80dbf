// Original file: proto/chat/v1/admin.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { AdminUser as _chat_v1_AdminUser, AdminUser__Output as _chat_v1_AdminUser__Output } from '../../chat/v1/AdminUser.ts';
import type { ListAuditEventsRequest as _chat_v1_ListAuditEventsRequest, ListAuditEventsRequest__Output as _chat_v1_ListAuditEventsRequest__Output } from '../../chat/v1/ListAuditEventsRequest.ts';
import type { ListAuditEventsResponse as _chat_v1_ListAuditEventsResponse, ListAuditEventsResponse__Output as _chat_v1_ListAuditEventsResponse__Output } from '../../chat/v1/ListAuditEventsResponse.ts';
import type { ListGenerationsRequest as _chat_v1_ListGenerationsRequest, ListGenerationsRequest__Output as _chat_v1_ListGenerationsRequest__Output } from '../../chat/v1/ListGenerationsRequest.ts';
import type { ListGenerationsResponse as _chat_v1_ListGenerationsResponse, ListGenerationsResponse__Output as _chat_v1_ListGenerationsResponse__Output } from '../../chat/v1/ListGenerationsResponse.ts';
import type { ListUsersRequest as _chat_v1_ListUsersRequest, ListUsersRequest__Output as _chat_v1_ListUsersRequest__Output } from '../../chat/v1/ListUsersRequest.ts';
import type { ListUsersResponse as _chat_v1_ListUsersResponse, ListUsersResponse__Output as _chat_v1_ListUsersResponse__Output } from '../../chat/v1/ListUsersResponse.ts';
import type { SignOutUserRequest as _chat_v1_SignOutUserRequest, SignOutUserRequest__Output as _chat_v1_SignOutUserRequest__Output } from '../../chat/v1/SignOutUserRequest.ts';
import type { SignOutUserResponse as _chat_v1_SignOutUserResponse, SignOutUserResponse__Output as _chat_v1_SignOutUserResponse__Output } from '../../chat/v1/SignOutUserResponse.ts';
import type { StopGenerationRequest as _chat_v1_StopGenerationRequest, StopGenerationRequest__Output as _chat_v1_StopGenerationRequest__Output } from '../../chat/v1/StopGenerationRequest.ts';
import type { StopGenerationResponse as _chat_v1_StopGenerationResponse, StopGenerationResponse__Output as _chat_v1_StopGenerationResponse__Output } from '../../chat/v1/StopGenerationResponse.ts';
import type { UpdateUserRequest as _chat_v1_UpdateUserRequest, UpdateUserRequest__Output as _chat_v1_UpdateUserRequest__Output } from '../../chat/v1/UpdateUserRequest.ts';

export interface AdminServiceClient extends grpc.Client {
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
   * Newest first.
   */
  ListAuditEvents: grpc.handleUnaryCall<_chat_v1_ListAuditEventsRequest__Output, _chat_v1_ListAuditEventsResponse>;
  
  /**
   * Answers that wait or run, of everybody, newest first.
   */
  ListGenerations: grpc.handleUnaryCall<_chat_v1_ListGenerationsRequest__Output, _chat_v1_ListGenerationsResponse>;
  
  /**
   * Newest first.
   */
  ListUsers: grpc.handleUnaryCall<_chat_v1_ListUsersRequest__Output, _chat_v1_ListUsersResponse>;
  
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
  ListAuditEvents: MethodDefinition<_chat_v1_ListAuditEventsRequest, _chat_v1_ListAuditEventsResponse, _chat_v1_ListAuditEventsRequest__Output, _chat_v1_ListAuditEventsResponse__Output>
  ListGenerations: MethodDefinition<_chat_v1_ListGenerationsRequest, _chat_v1_ListGenerationsResponse, _chat_v1_ListGenerationsRequest__Output, _chat_v1_ListGenerationsResponse__Output>
  ListUsers: MethodDefinition<_chat_v1_ListUsersRequest, _chat_v1_ListUsersResponse, _chat_v1_ListUsersRequest__Output, _chat_v1_ListUsersResponse__Output>
  SignOutUser: MethodDefinition<_chat_v1_SignOutUserRequest, _chat_v1_SignOutUserResponse, _chat_v1_SignOutUserRequest__Output, _chat_v1_SignOutUserResponse__Output>
  StopGeneration: MethodDefinition<_chat_v1_StopGenerationRequest, _chat_v1_StopGenerationResponse, _chat_v1_StopGenerationRequest__Output, _chat_v1_StopGenerationResponse__Output>
  UpdateUser: MethodDefinition<_chat_v1_UpdateUserRequest, _chat_v1_AdminUser, _chat_v1_UpdateUserRequest__Output, _chat_v1_AdminUser__Output>
}
