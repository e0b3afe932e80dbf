import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { AcceptedMessage as _chat_v1_AcceptedMessage, AcceptedMessage__Output as _chat_v1_AcceptedMessage__Output } from './chat/v1/AcceptedMessage.ts';
import type { ActiveStream as _chat_v1_ActiveStream, ActiveStream__Output as _chat_v1_ActiveStream__Output } from './chat/v1/ActiveStream.ts';
import type { CancelRequest as _chat_v1_CancelRequest, CancelRequest__Output as _chat_v1_CancelRequest__Output } from './chat/v1/CancelRequest.ts';
import type { CheckpointRequest as _chat_v1_CheckpointRequest, CheckpointRequest__Output as _chat_v1_CheckpointRequest__Output } from './chat/v1/CheckpointRequest.ts';
import type { CheckpointResponse as _chat_v1_CheckpointResponse, CheckpointResponse__Output as _chat_v1_CheckpointResponse__Output } from './chat/v1/CheckpointResponse.ts';
import type { ClaimRefused as _chat_v1_ClaimRefused, ClaimRefused__Output as _chat_v1_ClaimRefused__Output } from './chat/v1/ClaimRefused.ts';
import type { ClaimRequest as _chat_v1_ClaimRequest, ClaimRequest__Output as _chat_v1_ClaimRequest__Output } from './chat/v1/ClaimRequest.ts';
import type { ClaimResponse as _chat_v1_ClaimResponse, ClaimResponse__Output as _chat_v1_ClaimResponse__Output } from './chat/v1/ClaimResponse.ts';
import type { Claimed as _chat_v1_Claimed, Claimed__Output as _chat_v1_Claimed__Output } from './chat/v1/Claimed.ts';
import type { CompleteRequest as _chat_v1_CompleteRequest, CompleteRequest__Output as _chat_v1_CompleteRequest__Output } from './chat/v1/CompleteRequest.ts';
import type { CreateGuestRequest as _chat_v1_CreateGuestRequest, CreateGuestRequest__Output as _chat_v1_CreateGuestRequest__Output } from './chat/v1/CreateGuestRequest.ts';
import type { CreateSessionRequest as _chat_v1_CreateSessionRequest, CreateSessionRequest__Output as _chat_v1_CreateSessionRequest__Output } from './chat/v1/CreateSessionRequest.ts';
import type { DeleteSessionRequest as _chat_v1_DeleteSessionRequest, DeleteSessionRequest__Output as _chat_v1_DeleteSessionRequest__Output } from './chat/v1/DeleteSessionRequest.ts';
import type { DeleteSessionResponse as _chat_v1_DeleteSessionResponse, DeleteSessionResponse__Output as _chat_v1_DeleteSessionResponse__Output } from './chat/v1/DeleteSessionResponse.ts';
import type { EndResponse as _chat_v1_EndResponse, EndResponse__Output as _chat_v1_EndResponse__Output } from './chat/v1/EndResponse.ts';
import type { FailRequest as _chat_v1_FailRequest, FailRequest__Output as _chat_v1_FailRequest__Output } from './chat/v1/FailRequest.ts';
import type { Failure as _chat_v1_Failure, Failure__Output as _chat_v1_Failure__Output } from './chat/v1/Failure.ts';
import type { GenerationServiceClient as _chat_v1_GenerationServiceClient, GenerationServiceDefinition as _chat_v1_GenerationServiceDefinition } from './chat/v1/GenerationService.ts';
import type { GetMessageRequest as _chat_v1_GetMessageRequest, GetMessageRequest__Output as _chat_v1_GetMessageRequest__Output } from './chat/v1/GetMessageRequest.ts';
import type { GetSessionRequest as _chat_v1_GetSessionRequest, GetSessionRequest__Output as _chat_v1_GetSessionRequest__Output } from './chat/v1/GetSessionRequest.ts';
import type { GetTitleContextRequest as _chat_v1_GetTitleContextRequest, GetTitleContextRequest__Output as _chat_v1_GetTitleContextRequest__Output } from './chat/v1/GetTitleContextRequest.ts';
import type { GetTitleContextResponse as _chat_v1_GetTitleContextResponse, GetTitleContextResponse__Output as _chat_v1_GetTitleContextResponse__Output } from './chat/v1/GetTitleContextResponse.ts';
import type { GetUserRequest as _chat_v1_GetUserRequest, GetUserRequest__Output as _chat_v1_GetUserRequest__Output } from './chat/v1/GetUserRequest.ts';
import type { Lease as _chat_v1_Lease, Lease__Output as _chat_v1_Lease__Output } from './chat/v1/Lease.ts';
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
import type { ReleaseRequest as _chat_v1_ReleaseRequest, ReleaseRequest__Output as _chat_v1_ReleaseRequest__Output } from './chat/v1/ReleaseRequest.ts';
import type { ReleaseResponse as _chat_v1_ReleaseResponse, ReleaseResponse__Output as _chat_v1_ReleaseResponse__Output } from './chat/v1/ReleaseResponse.ts';
import type { RenewEpochRequest as _chat_v1_RenewEpochRequest, RenewEpochRequest__Output as _chat_v1_RenewEpochRequest__Output } from './chat/v1/RenewEpochRequest.ts';
import type { RenewEpochResponse as _chat_v1_RenewEpochResponse, RenewEpochResponse__Output as _chat_v1_RenewEpochResponse__Output } from './chat/v1/RenewEpochResponse.ts';
import type { RenewLeasesRequest as _chat_v1_RenewLeasesRequest, RenewLeasesRequest__Output as _chat_v1_RenewLeasesRequest__Output } from './chat/v1/RenewLeasesRequest.ts';
import type { RenewLeasesResponse as _chat_v1_RenewLeasesResponse, RenewLeasesResponse__Output as _chat_v1_RenewLeasesResponse__Output } from './chat/v1/RenewLeasesResponse.ts';
import type { ReportModelsRequest as _chat_v1_ReportModelsRequest, ReportModelsRequest__Output as _chat_v1_ReportModelsRequest__Output } from './chat/v1/ReportModelsRequest.ts';
import type { ReportModelsResponse as _chat_v1_ReportModelsResponse, ReportModelsResponse__Output as _chat_v1_ReportModelsResponse__Output } from './chat/v1/ReportModelsResponse.ts';
import type { RetryRequest as _chat_v1_RetryRequest, RetryRequest__Output as _chat_v1_RetryRequest__Output } from './chat/v1/RetryRequest.ts';
import type { SendMessageRequest as _chat_v1_SendMessageRequest, SendMessageRequest__Output as _chat_v1_SendMessageRequest__Output } from './chat/v1/SendMessageRequest.ts';
import type { Session as _chat_v1_Session, Session__Output as _chat_v1_Session__Output } from './chat/v1/Session.ts';
import type { SessionServiceClient as _chat_v1_SessionServiceClient, SessionServiceDefinition as _chat_v1_SessionServiceDefinition } from './chat/v1/SessionService.ts';
import type { SetTitleRequest as _chat_v1_SetTitleRequest, SetTitleRequest__Output as _chat_v1_SetTitleRequest__Output } from './chat/v1/SetTitleRequest.ts';
import type { SetTitleResponse as _chat_v1_SetTitleResponse, SetTitleResponse__Output as _chat_v1_SetTitleResponse__Output } from './chat/v1/SetTitleResponse.ts';
import type { SyncRequest as _chat_v1_SyncRequest, SyncRequest__Output as _chat_v1_SyncRequest__Output } from './chat/v1/SyncRequest.ts';
import type { SyncResponse as _chat_v1_SyncResponse, SyncResponse__Output as _chat_v1_SyncResponse__Output } from './chat/v1/SyncResponse.ts';
import type { Turn as _chat_v1_Turn, Turn__Output as _chat_v1_Turn__Output } from './chat/v1/Turn.ts';
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
      CheckpointRequest: MessageTypeDefinition<_chat_v1_CheckpointRequest, _chat_v1_CheckpointRequest__Output>
      CheckpointResponse: MessageTypeDefinition<_chat_v1_CheckpointResponse, _chat_v1_CheckpointResponse__Output>
      ClaimRefused: MessageTypeDefinition<_chat_v1_ClaimRefused, _chat_v1_ClaimRefused__Output>
      ClaimRequest: MessageTypeDefinition<_chat_v1_ClaimRequest, _chat_v1_ClaimRequest__Output>
      ClaimResponse: MessageTypeDefinition<_chat_v1_ClaimResponse, _chat_v1_ClaimResponse__Output>
      Claimed: MessageTypeDefinition<_chat_v1_Claimed, _chat_v1_Claimed__Output>
      CompleteRequest: MessageTypeDefinition<_chat_v1_CompleteRequest, _chat_v1_CompleteRequest__Output>
      CreateGuestRequest: MessageTypeDefinition<_chat_v1_CreateGuestRequest, _chat_v1_CreateGuestRequest__Output>
      CreateSessionRequest: MessageTypeDefinition<_chat_v1_CreateSessionRequest, _chat_v1_CreateSessionRequest__Output>
      DeleteSessionRequest: MessageTypeDefinition<_chat_v1_DeleteSessionRequest, _chat_v1_DeleteSessionRequest__Output>
      DeleteSessionResponse: MessageTypeDefinition<_chat_v1_DeleteSessionResponse, _chat_v1_DeleteSessionResponse__Output>
      EndResponse: MessageTypeDefinition<_chat_v1_EndResponse, _chat_v1_EndResponse__Output>
      FailRequest: MessageTypeDefinition<_chat_v1_FailRequest, _chat_v1_FailRequest__Output>
      Failure: MessageTypeDefinition<_chat_v1_Failure, _chat_v1_Failure__Output>
      GenerationService: SubtypeConstructor<typeof grpc.Client, _chat_v1_GenerationServiceClient> & { service: _chat_v1_GenerationServiceDefinition }
      GetMessageRequest: MessageTypeDefinition<_chat_v1_GetMessageRequest, _chat_v1_GetMessageRequest__Output>
      GetSessionRequest: MessageTypeDefinition<_chat_v1_GetSessionRequest, _chat_v1_GetSessionRequest__Output>
      GetTitleContextRequest: MessageTypeDefinition<_chat_v1_GetTitleContextRequest, _chat_v1_GetTitleContextRequest__Output>
      GetTitleContextResponse: MessageTypeDefinition<_chat_v1_GetTitleContextResponse, _chat_v1_GetTitleContextResponse__Output>
      GetUserRequest: MessageTypeDefinition<_chat_v1_GetUserRequest, _chat_v1_GetUserRequest__Output>
      Lease: MessageTypeDefinition<_chat_v1_Lease, _chat_v1_Lease__Output>
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
      ReleaseRequest: MessageTypeDefinition<_chat_v1_ReleaseRequest, _chat_v1_ReleaseRequest__Output>
      ReleaseResponse: MessageTypeDefinition<_chat_v1_ReleaseResponse, _chat_v1_ReleaseResponse__Output>
      RenewEpochRequest: MessageTypeDefinition<_chat_v1_RenewEpochRequest, _chat_v1_RenewEpochRequest__Output>
      RenewEpochResponse: MessageTypeDefinition<_chat_v1_RenewEpochResponse, _chat_v1_RenewEpochResponse__Output>
      RenewLeasesRequest: MessageTypeDefinition<_chat_v1_RenewLeasesRequest, _chat_v1_RenewLeasesRequest__Output>
      RenewLeasesResponse: MessageTypeDefinition<_chat_v1_RenewLeasesResponse, _chat_v1_RenewLeasesResponse__Output>
      ReportModelsRequest: MessageTypeDefinition<_chat_v1_ReportModelsRequest, _chat_v1_ReportModelsRequest__Output>
      ReportModelsResponse: MessageTypeDefinition<_chat_v1_ReportModelsResponse, _chat_v1_ReportModelsResponse__Output>
      RetryRequest: MessageTypeDefinition<_chat_v1_RetryRequest, _chat_v1_RetryRequest__Output>
      SendMessageRequest: MessageTypeDefinition<_chat_v1_SendMessageRequest, _chat_v1_SendMessageRequest__Output>
      Session: MessageTypeDefinition<_chat_v1_Session, _chat_v1_Session__Output>
      SessionService: SubtypeConstructor<typeof grpc.Client, _chat_v1_SessionServiceClient> & { service: _chat_v1_SessionServiceDefinition }
      SetTitleRequest: MessageTypeDefinition<_chat_v1_SetTitleRequest, _chat_v1_SetTitleRequest__Output>
      SetTitleResponse: MessageTypeDefinition<_chat_v1_SetTitleResponse, _chat_v1_SetTitleResponse__Output>
      SyncRequest: MessageTypeDefinition<_chat_v1_SyncRequest, _chat_v1_SyncRequest__Output>
      SyncResponse: MessageTypeDefinition<_chat_v1_SyncResponse, _chat_v1_SyncResponse__Output>
      Turn: MessageTypeDefinition<_chat_v1_Turn, _chat_v1_Turn__Output>
      UpdateSessionRequest: MessageTypeDefinition<_chat_v1_UpdateSessionRequest, _chat_v1_UpdateSessionRequest__Output>
      Usage: MessageTypeDefinition<_chat_v1_Usage, _chat_v1_Usage__Output>
      User: MessageTypeDefinition<_chat_v1_User, _chat_v1_User__Output>
    }
  }
}

