import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { CreateGuestRequest as _chat_v1_CreateGuestRequest, CreateGuestRequest__Output as _chat_v1_CreateGuestRequest__Output } from './chat/v1/CreateGuestRequest.ts';
import type { CreateSessionRequest as _chat_v1_CreateSessionRequest, CreateSessionRequest__Output as _chat_v1_CreateSessionRequest__Output } from './chat/v1/CreateSessionRequest.ts';
import type { DeleteSessionRequest as _chat_v1_DeleteSessionRequest, DeleteSessionRequest__Output as _chat_v1_DeleteSessionRequest__Output } from './chat/v1/DeleteSessionRequest.ts';
import type { DeleteSessionResponse as _chat_v1_DeleteSessionResponse, DeleteSessionResponse__Output as _chat_v1_DeleteSessionResponse__Output } from './chat/v1/DeleteSessionResponse.ts';
import type { GetSessionRequest as _chat_v1_GetSessionRequest, GetSessionRequest__Output as _chat_v1_GetSessionRequest__Output } from './chat/v1/GetSessionRequest.ts';
import type { GetUserRequest as _chat_v1_GetUserRequest, GetUserRequest__Output as _chat_v1_GetUserRequest__Output } from './chat/v1/GetUserRequest.ts';
import type { ListSessionsRequest as _chat_v1_ListSessionsRequest, ListSessionsRequest__Output as _chat_v1_ListSessionsRequest__Output } from './chat/v1/ListSessionsRequest.ts';
import type { ListSessionsResponse as _chat_v1_ListSessionsResponse, ListSessionsResponse__Output as _chat_v1_ListSessionsResponse__Output } from './chat/v1/ListSessionsResponse.ts';
import type { Session as _chat_v1_Session, Session__Output as _chat_v1_Session__Output } from './chat/v1/Session.ts';
import type { SessionServiceClient as _chat_v1_SessionServiceClient, SessionServiceDefinition as _chat_v1_SessionServiceDefinition } from './chat/v1/SessionService.ts';
import type { UpdateSessionRequest as _chat_v1_UpdateSessionRequest, UpdateSessionRequest__Output as _chat_v1_UpdateSessionRequest__Output } from './chat/v1/UpdateSessionRequest.ts';
import type { User as _chat_v1_User, User__Output as _chat_v1_User__Output } from './chat/v1/User.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  chat: {
    v1: {
      CreateGuestRequest: MessageTypeDefinition<_chat_v1_CreateGuestRequest, _chat_v1_CreateGuestRequest__Output>
      CreateSessionRequest: MessageTypeDefinition<_chat_v1_CreateSessionRequest, _chat_v1_CreateSessionRequest__Output>
      DeleteSessionRequest: MessageTypeDefinition<_chat_v1_DeleteSessionRequest, _chat_v1_DeleteSessionRequest__Output>
      DeleteSessionResponse: MessageTypeDefinition<_chat_v1_DeleteSessionResponse, _chat_v1_DeleteSessionResponse__Output>
      GetSessionRequest: MessageTypeDefinition<_chat_v1_GetSessionRequest, _chat_v1_GetSessionRequest__Output>
      GetUserRequest: MessageTypeDefinition<_chat_v1_GetUserRequest, _chat_v1_GetUserRequest__Output>
      ListSessionsRequest: MessageTypeDefinition<_chat_v1_ListSessionsRequest, _chat_v1_ListSessionsRequest__Output>
      ListSessionsResponse: MessageTypeDefinition<_chat_v1_ListSessionsResponse, _chat_v1_ListSessionsResponse__Output>
      Session: MessageTypeDefinition<_chat_v1_Session, _chat_v1_Session__Output>
      SessionService: SubtypeConstructor<typeof grpc.Client, _chat_v1_SessionServiceClient> & { service: _chat_v1_SessionServiceDefinition }
      UpdateSessionRequest: MessageTypeDefinition<_chat_v1_UpdateSessionRequest, _chat_v1_UpdateSessionRequest__Output>
      User: MessageTypeDefinition<_chat_v1_User, _chat_v1_User__Output>
    }
  }
}

