import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { AdminServiceClient as _chat_v1_AdminServiceClient, AdminServiceDefinition as _chat_v1_AdminServiceDefinition } from './chat/v1/AdminService.ts';
import type { AdminUser as _chat_v1_AdminUser, AdminUser__Output as _chat_v1_AdminUser__Output } from './chat/v1/AdminUser.ts';
import type { AuditEvent as _chat_v1_AuditEvent, AuditEvent__Output as _chat_v1_AuditEvent__Output } from './chat/v1/AuditEvent.ts';
import type { Generation as _chat_v1_Generation, Generation__Output as _chat_v1_Generation__Output } from './chat/v1/Generation.ts';
import type { ListAuditEventsRequest as _chat_v1_ListAuditEventsRequest, ListAuditEventsRequest__Output as _chat_v1_ListAuditEventsRequest__Output } from './chat/v1/ListAuditEventsRequest.ts';
import type { ListAuditEventsResponse as _chat_v1_ListAuditEventsResponse, ListAuditEventsResponse__Output as _chat_v1_ListAuditEventsResponse__Output } from './chat/v1/ListAuditEventsResponse.ts';
import type { ListGenerationsRequest as _chat_v1_ListGenerationsRequest, ListGenerationsRequest__Output as _chat_v1_ListGenerationsRequest__Output } from './chat/v1/ListGenerationsRequest.ts';
import type { ListGenerationsResponse as _chat_v1_ListGenerationsResponse, ListGenerationsResponse__Output as _chat_v1_ListGenerationsResponse__Output } from './chat/v1/ListGenerationsResponse.ts';
import type { ListUsersRequest as _chat_v1_ListUsersRequest, ListUsersRequest__Output as _chat_v1_ListUsersRequest__Output } from './chat/v1/ListUsersRequest.ts';
import type { ListUsersResponse as _chat_v1_ListUsersResponse, ListUsersResponse__Output as _chat_v1_ListUsersResponse__Output } from './chat/v1/ListUsersResponse.ts';
import type { SignOutUserRequest as _chat_v1_SignOutUserRequest, SignOutUserRequest__Output as _chat_v1_SignOutUserRequest__Output } from './chat/v1/SignOutUserRequest.ts';
import type { SignOutUserResponse as _chat_v1_SignOutUserResponse, SignOutUserResponse__Output as _chat_v1_SignOutUserResponse__Output } from './chat/v1/SignOutUserResponse.ts';
import type { StopGenerationRequest as _chat_v1_StopGenerationRequest, StopGenerationRequest__Output as _chat_v1_StopGenerationRequest__Output } from './chat/v1/StopGenerationRequest.ts';
import type { StopGenerationResponse as _chat_v1_StopGenerationResponse, StopGenerationResponse__Output as _chat_v1_StopGenerationResponse__Output } from './chat/v1/StopGenerationResponse.ts';
import type { UpdateUserRequest as _chat_v1_UpdateUserRequest, UpdateUserRequest__Output as _chat_v1_UpdateUserRequest__Output } from './chat/v1/UpdateUserRequest.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  chat: {
    v1: {
      AdminService: SubtypeConstructor<typeof grpc.Client, _chat_v1_AdminServiceClient> & { service: _chat_v1_AdminServiceDefinition }
      AdminUser: MessageTypeDefinition<_chat_v1_AdminUser, _chat_v1_AdminUser__Output>
      AuditEvent: MessageTypeDefinition<_chat_v1_AuditEvent, _chat_v1_AuditEvent__Output>
      Generation: MessageTypeDefinition<_chat_v1_Generation, _chat_v1_Generation__Output>
      ListAuditEventsRequest: MessageTypeDefinition<_chat_v1_ListAuditEventsRequest, _chat_v1_ListAuditEventsRequest__Output>
      ListAuditEventsResponse: MessageTypeDefinition<_chat_v1_ListAuditEventsResponse, _chat_v1_ListAuditEventsResponse__Output>
      ListGenerationsRequest: MessageTypeDefinition<_chat_v1_ListGenerationsRequest, _chat_v1_ListGenerationsRequest__Output>
      ListGenerationsResponse: MessageTypeDefinition<_chat_v1_ListGenerationsResponse, _chat_v1_ListGenerationsResponse__Output>
      ListUsersRequest: MessageTypeDefinition<_chat_v1_ListUsersRequest, _chat_v1_ListUsersRequest__Output>
      ListUsersResponse: MessageTypeDefinition<_chat_v1_ListUsersResponse, _chat_v1_ListUsersResponse__Output>
      SignOutUserRequest: MessageTypeDefinition<_chat_v1_SignOutUserRequest, _chat_v1_SignOutUserRequest__Output>
      SignOutUserResponse: MessageTypeDefinition<_chat_v1_SignOutUserResponse, _chat_v1_SignOutUserResponse__Output>
      StopGenerationRequest: MessageTypeDefinition<_chat_v1_StopGenerationRequest, _chat_v1_StopGenerationRequest__Output>
      StopGenerationResponse: MessageTypeDefinition<_chat_v1_StopGenerationResponse, _chat_v1_StopGenerationResponse__Output>
      UpdateUserRequest: MessageTypeDefinition<_chat_v1_UpdateUserRequest, _chat_v1_UpdateUserRequest__Output>
    }
  }
}

