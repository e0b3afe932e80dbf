import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { AcceptedMessage as _chat_v1_AcceptedMessage, AcceptedMessage__Output as _chat_v1_AcceptedMessage__Output } from './chat/v1/AcceptedMessage.ts';
import type { ActiveStream as _chat_v1_ActiveStream, ActiveStream__Output as _chat_v1_ActiveStream__Output } from './chat/v1/ActiveStream.ts';
import type { CancelRequest as _chat_v1_CancelRequest, CancelRequest__Output as _chat_v1_CancelRequest__Output } from './chat/v1/CancelRequest.ts';
import type { CreateGuestRequest as _chat_v1_CreateGuestRequest, CreateGuestRequest__Output as _chat_v1_CreateGuestRequest__Output } from './chat/v1/CreateGuestRequest.ts';
import type { CreateSessionRequest as _chat_v1_CreateSessionRequest, CreateSessionRequest__Output as _chat_v1_CreateSessionRequest__Output } from './chat/v1/CreateSessionRequest.ts';
import type { DeleteSessionRequest as _chat_v1_DeleteSessionRequest, DeleteSessionRequest__Output as _chat_v1_DeleteSessionRequest__Output } from './chat/v1/DeleteSessionRequest.ts';
import type { DeleteSessionResponse as _chat_v1_DeleteSessionResponse, DeleteSessionResponse__Output as _chat_v1_DeleteSessionResponse__Output } from './chat/v1/DeleteSessionResponse.ts';
import type { Failure as _chat_v1_Failure, Failure__Output as _chat_v1_Failure__Output } from './chat/v1/Failure.ts';
import type { GetMessageRequest as _chat_v1_GetMessageRequest, GetMessageRequest__Output as _chat_v1_GetMessageRequest__Output } from './chat/v1/GetMessageRequest.ts';
import type { GetSessionRequest as _chat_v1_GetSessionRequest, GetSessionRequest__Output as _chat_v1_GetSessionRequest__Output } from './chat/v1/GetSessionRequest.ts';
import type { GetUserRequest as _chat_v1_GetUserRequest, GetUserRequest__Output as _chat_v1_GetUserRequest__Output } from './chat/v1/GetUserRequest.ts';
import type { ListActiveStreamsRequest as _chat_v1_ListActiveStreamsRequest, ListActiveStreamsRequest__Output as _chat_v1_ListActiveStreamsRequest__Output } from './chat/v1/ListActiveStreamsRequest.ts';
import type { ListActiveStreamsResponse as _chat_v1_ListActiveStreamsResponse, ListActiveStreamsResponse__Output as _chat_v1_ListActiveStreamsResponse__Output } from './chat/v1/ListActiveStreamsResponse.ts';
import type { ListMessagesRequest as _chat_v1_ListMessagesRequest, ListMessagesRequest__Output as _chat_v1_ListMessagesRequest__Output } from './chat/v1/ListMessagesRequest.ts';
import type { ListMessagesResponse as _chat_v1_ListMessagesResponse, ListMessagesResponse__Output as _chat_v1_ListMessagesResponse__Output } from './chat/v1/ListMessagesResponse.ts';
import type { ListModelsRequest as _chat_v1_ListModelsRequest, ListModelsRequest__Output as _chat_v1_ListModelsRequest__Output } from './chat/v1/ListModelsRequest.ts';
import type { ListModelsResponse as _chat_v1_ListModelsResponse, ListModelsResponse__Output as _chat_v1_ListModelsResponse__Output } from './chat/v1/ListModelsResponse.ts';
import type { ListQueuePlacesRequest as _chat_v1_ListQueuePlacesRequest, ListQueuePlacesRequest__Output as _chat_v1_ListQueuePlacesRequest__Output } from './chat/v1/ListQueuePlacesRequest.ts';
import type { ListQueuePlacesResponse as _chat_v1_ListQueuePlacesResponse, ListQueuePlacesResponse__Output as _chat_v1_ListQueuePlacesResponse__Output } from './chat/v1/ListQueuePlacesResponse.ts';
import type { ListSessionsRequest as _chat_v1_ListSessionsRequest, ListSessionsRequest__Output as _chat_v1_ListSessionsRequest__Output } from './chat/v1/ListSessionsRequest.ts';
import type { ListSessionsResponse as _chat_v1_ListSessionsResponse, ListSessionsResponse__Output as _chat_v1_ListSessionsResponse__Output } from './chat/v1/ListSessionsResponse.ts';
import type { Message as _chat_v1_Message, Message__Output as _chat_v1_Message__Output } from './chat/v1/Message.ts';
import type { MessageServiceClient as _chat_v1_MessageServiceClient, MessageServiceDefinition as _chat_v1_MessageServiceDefinition } from './chat/v1/MessageService.ts';
import type { Model as _chat_v1_Model, Model__Output as _chat_v1_Model__Output } from './chat/v1/Model.ts';
import type { QueuePlace as _chat_v1_QueuePlace, QueuePlace__Output as _chat_v1_QueuePlace__Output } from './chat/v1/QueuePlace.ts';
import type { RetryRequest as _chat_v1_RetryRequest, RetryRequest__Output as _chat_v1_RetryRequest__Output } from './chat/v1/RetryRequest.ts';
import type { SendMessageRequest as _chat_v1_SendMessageRequest, SendMessageRequest__Output as _chat_v1_SendMessageRequest__Output } from './chat/v1/SendMessageRequest.ts';
import type { Session as _chat_v1_Session, Session__Output as _chat_v1_Session__Output } from './chat/v1/Session.ts';
import type { SessionServiceClient as _chat_v1_SessionServiceClient, SessionServiceDefinition as _chat_v1_SessionServiceDefinition } from './chat/v1/SessionService.ts';
import type { SyncRequest as _chat_v1_SyncRequest, SyncRequest__Output as _chat_v1_SyncRequest__Output } from './chat/v1/SyncRequest.ts';
import type { SyncResponse as _chat_v1_SyncResponse, SyncResponse__Output as _chat_v1_SyncResponse__Output } from './chat/v1/SyncResponse.ts';
import type { UpdateSessionRequest as _chat_v1_UpdateSessionRequest, UpdateSessionRequest__Output as _chat_v1_UpdateSessionRequest__Output } from './chat/v1/UpdateSessionRequest.ts';
import type { Usage as _chat_v1_Usage, Usage__Output as _chat_v1_Usage__Output } from './chat/v1/Usage.ts';
import type { User as _chat_v1_User, User__Output as _chat_v1_User__Output } from './chat/v1/User.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  chat: {
    v1: {
      AcceptedMessage: MessageTypeDefinition<_chat_v1_AcceptedMessage, _chat_v1_AcceptedMessage__Output>
      ActiveStream: MessageTypeDefinition<_chat_v1_ActiveStream, _chat_v1_ActiveStream__Output>
      CancelRequest: MessageTypeDefinition<_chat_v1_CancelRequest, _chat_v1_CancelRequest__Output>
      CreateGuestRequest: MessageTypeDefinition<_chat_v1_CreateGuestRequest, _chat_v1_CreateGuestRequest__Output>
      CreateSessionRequest: MessageTypeDefinition<_chat_v1_CreateSessionRequest, _chat_v1_CreateSessionRequest__Output>
      DeleteSessionRequest: MessageTypeDefinition<_chat_v1_DeleteSessionRequest, _chat_v1_DeleteSessionRequest__Output>
      DeleteSessionResponse: MessageTypeDefinition<_chat_v1_DeleteSessionResponse, _chat_v1_DeleteSessionResponse__Output>
      Failure: MessageTypeDefinition<_chat_v1_Failure, _chat_v1_Failure__Output>
      GetMessageRequest: MessageTypeDefinition<_chat_v1_GetMessageRequest, _chat_v1_GetMessageRequest__Output>
      GetSessionRequest: MessageTypeDefinition<_chat_v1_GetSessionRequest, _chat_v1_GetSessionRequest__Output>
      GetUserRequest: MessageTypeDefinition<_chat_v1_GetUserRequest, _chat_v1_GetUserRequest__Output>
      ListActiveStreamsRequest: MessageTypeDefinition<_chat_v1_ListActiveStreamsRequest, _chat_v1_ListActiveStreamsRequest__Output>
      ListActiveStreamsResponse: MessageTypeDefinition<_chat_v1_ListActiveStreamsResponse, _chat_v1_ListActiveStreamsResponse__Output>
      ListMessagesRequest: MessageTypeDefinition<_chat_v1_ListMessagesRequest, _chat_v1_ListMessagesRequest__Output>
      ListMessagesResponse: MessageTypeDefinition<_chat_v1_ListMessagesResponse, _chat_v1_ListMessagesResponse__Output>
      ListModelsRequest: MessageTypeDefinition<_chat_v1_ListModelsRequest, _chat_v1_ListModelsRequest__Output>
      ListModelsResponse: MessageTypeDefinition<_chat_v1_ListModelsResponse, _chat_v1_ListModelsResponse__Output>
      ListQueuePlacesRequest: MessageTypeDefinition<_chat_v1_ListQueuePlacesRequest, _chat_v1_ListQueuePlacesRequest__Output>
      ListQueuePlacesResponse: MessageTypeDefinition<_chat_v1_ListQueuePlacesResponse, _chat_v1_ListQueuePlacesResponse__Output>
      ListSessionsRequest: MessageTypeDefinition<_chat_v1_ListSessionsRequest, _chat_v1_ListSessionsRequest__Output>
      ListSessionsResponse: MessageTypeDefinition<_chat_v1_ListSessionsResponse, _chat_v1_ListSessionsResponse__Output>
      Message: MessageTypeDefinition<_chat_v1_Message, _chat_v1_Message__Output>
      MessageService: SubtypeConstructor<typeof grpc.Client, _chat_v1_MessageServiceClient> & { service: _chat_v1_MessageServiceDefinition }
      Model: MessageTypeDefinition<_chat_v1_Model, _chat_v1_Model__Output>
      QueuePlace: MessageTypeDefinition<_chat_v1_QueuePlace, _chat_v1_QueuePlace__Output>
      RetryRequest: MessageTypeDefinition<_chat_v1_RetryRequest, _chat_v1_RetryRequest__Output>
      SendMessageRequest: MessageTypeDefinition<_chat_v1_SendMessageRequest, _chat_v1_SendMessageRequest__Output>
      Session: MessageTypeDefinition<_chat_v1_Session, _chat_v1_Session__Output>
      SessionService: SubtypeConstructor<typeof grpc.Client, _chat_v1_SessionServiceClient> & { service: _chat_v1_SessionServiceDefinition }
      SyncRequest: MessageTypeDefinition<_chat_v1_SyncRequest, _chat_v1_SyncRequest__Output>
      SyncResponse: MessageTypeDefinition<_chat_v1_SyncResponse, _chat_v1_SyncResponse__Output>
      UpdateSessionRequest: MessageTypeDefinition<_chat_v1_UpdateSessionRequest, _chat_v1_UpdateSessionRequest__Output>
      Usage: MessageTypeDefinition<_chat_v1_Usage, _chat_v1_Usage__Output>
      User: MessageTypeDefinition<_chat_v1_User, _chat_v1_User__Output>
    }
  }
}

