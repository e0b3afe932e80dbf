import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { AcceptedMessage as _chat_v1_AcceptedMessage, AcceptedMessage__Output as _chat_v1_AcceptedMessage__Output } from './chat/v1/AcceptedMessage.ts';
import type { AccessToken as _chat_v1_AccessToken, AccessToken__Output as _chat_v1_AccessToken__Output } from './chat/v1/AccessToken.ts';
import type { Account as _chat_v1_Account, Account__Output as _chat_v1_Account__Output } from './chat/v1/Account.ts';
import type { AccountServiceClient as _chat_v1_AccountServiceClient, AccountServiceDefinition as _chat_v1_AccountServiceDefinition } from './chat/v1/AccountService.ts';
import type { ActiveStream as _chat_v1_ActiveStream, ActiveStream__Output as _chat_v1_ActiveStream__Output } from './chat/v1/ActiveStream.ts';
import type { AdoptLoginRequest as _chat_v1_AdoptLoginRequest, AdoptLoginRequest__Output as _chat_v1_AdoptLoginRequest__Output } from './chat/v1/AdoptLoginRequest.ts';
import type { AuthenticateRequest as _chat_v1_AuthenticateRequest, AuthenticateRequest__Output as _chat_v1_AuthenticateRequest__Output } from './chat/v1/AuthenticateRequest.ts';
import type { CancelRequest as _chat_v1_CancelRequest, CancelRequest__Output as _chat_v1_CancelRequest__Output } from './chat/v1/CancelRequest.ts';
import type { ChangePasswordRequest as _chat_v1_ChangePasswordRequest, ChangePasswordRequest__Output as _chat_v1_ChangePasswordRequest__Output } from './chat/v1/ChangePasswordRequest.ts';
import type { CheckLoginsRequest as _chat_v1_CheckLoginsRequest, CheckLoginsRequest__Output as _chat_v1_CheckLoginsRequest__Output } from './chat/v1/CheckLoginsRequest.ts';
import type { CheckLoginsResponse as _chat_v1_CheckLoginsResponse, CheckLoginsResponse__Output as _chat_v1_CheckLoginsResponse__Output } from './chat/v1/CheckLoginsResponse.ts';
import type { CreateAccessTokenRequest as _chat_v1_CreateAccessTokenRequest, CreateAccessTokenRequest__Output as _chat_v1_CreateAccessTokenRequest__Output } from './chat/v1/CreateAccessTokenRequest.ts';
import type { CreateGuestRequest as _chat_v1_CreateGuestRequest, CreateGuestRequest__Output as _chat_v1_CreateGuestRequest__Output } from './chat/v1/CreateGuestRequest.ts';
import type { CreateSessionRequest as _chat_v1_CreateSessionRequest, CreateSessionRequest__Output as _chat_v1_CreateSessionRequest__Output } from './chat/v1/CreateSessionRequest.ts';
import type { DeleteAccountRequest as _chat_v1_DeleteAccountRequest, DeleteAccountRequest__Output as _chat_v1_DeleteAccountRequest__Output } from './chat/v1/DeleteAccountRequest.ts';
import type { DeleteAccountResponse as _chat_v1_DeleteAccountResponse, DeleteAccountResponse__Output as _chat_v1_DeleteAccountResponse__Output } from './chat/v1/DeleteAccountResponse.ts';
import type { DeleteSessionRequest as _chat_v1_DeleteSessionRequest, DeleteSessionRequest__Output as _chat_v1_DeleteSessionRequest__Output } from './chat/v1/DeleteSessionRequest.ts';
import type { DeleteSessionResponse as _chat_v1_DeleteSessionResponse, DeleteSessionResponse__Output as _chat_v1_DeleteSessionResponse__Output } from './chat/v1/DeleteSessionResponse.ts';
import type { ExportRecord as _chat_v1_ExportRecord, ExportRecord__Output as _chat_v1_ExportRecord__Output } from './chat/v1/ExportRecord.ts';
import type { Failure as _chat_v1_Failure, Failure__Output as _chat_v1_Failure__Output } from './chat/v1/Failure.ts';
import type { GetMessageRequest as _chat_v1_GetMessageRequest, GetMessageRequest__Output as _chat_v1_GetMessageRequest__Output } from './chat/v1/GetMessageRequest.ts';
import type { GetSessionRequest as _chat_v1_GetSessionRequest, GetSessionRequest__Output as _chat_v1_GetSessionRequest__Output } from './chat/v1/GetSessionRequest.ts';
import type { GetUserRequest as _chat_v1_GetUserRequest, GetUserRequest__Output as _chat_v1_GetUserRequest__Output } from './chat/v1/GetUserRequest.ts';
import type { ListAccessTokensRequest as _chat_v1_ListAccessTokensRequest, ListAccessTokensRequest__Output as _chat_v1_ListAccessTokensRequest__Output } from './chat/v1/ListAccessTokensRequest.ts';
import type { ListAccessTokensResponse as _chat_v1_ListAccessTokensResponse, ListAccessTokensResponse__Output as _chat_v1_ListAccessTokensResponse__Output } from './chat/v1/ListAccessTokensResponse.ts';
import type { ListActiveStreamsRequest as _chat_v1_ListActiveStreamsRequest, ListActiveStreamsRequest__Output as _chat_v1_ListActiveStreamsRequest__Output } from './chat/v1/ListActiveStreamsRequest.ts';
import type { ListActiveStreamsResponse as _chat_v1_ListActiveStreamsResponse, ListActiveStreamsResponse__Output as _chat_v1_ListActiveStreamsResponse__Output } from './chat/v1/ListActiveStreamsResponse.ts';
import type { ListLoginsRequest as _chat_v1_ListLoginsRequest, ListLoginsRequest__Output as _chat_v1_ListLoginsRequest__Output } from './chat/v1/ListLoginsRequest.ts';
import type { ListLoginsResponse as _chat_v1_ListLoginsResponse, ListLoginsResponse__Output as _chat_v1_ListLoginsResponse__Output } from './chat/v1/ListLoginsResponse.ts';
import type { ListMessagesRequest as _chat_v1_ListMessagesRequest, ListMessagesRequest__Output as _chat_v1_ListMessagesRequest__Output } from './chat/v1/ListMessagesRequest.ts';
import type { ListMessagesResponse as _chat_v1_ListMessagesResponse, ListMessagesResponse__Output as _chat_v1_ListMessagesResponse__Output } from './chat/v1/ListMessagesResponse.ts';
import type { ListModelsRequest as _chat_v1_ListModelsRequest, ListModelsRequest__Output as _chat_v1_ListModelsRequest__Output } from './chat/v1/ListModelsRequest.ts';
import type { ListModelsResponse as _chat_v1_ListModelsResponse, ListModelsResponse__Output as _chat_v1_ListModelsResponse__Output } from './chat/v1/ListModelsResponse.ts';
import type { ListQueuePlacesRequest as _chat_v1_ListQueuePlacesRequest, ListQueuePlacesRequest__Output as _chat_v1_ListQueuePlacesRequest__Output } from './chat/v1/ListQueuePlacesRequest.ts';
import type { ListQueuePlacesResponse as _chat_v1_ListQueuePlacesResponse, ListQueuePlacesResponse__Output as _chat_v1_ListQueuePlacesResponse__Output } from './chat/v1/ListQueuePlacesResponse.ts';
import type { ListSessionsRequest as _chat_v1_ListSessionsRequest, ListSessionsRequest__Output as _chat_v1_ListSessionsRequest__Output } from './chat/v1/ListSessionsRequest.ts';
import type { ListSessionsResponse as _chat_v1_ListSessionsResponse, ListSessionsResponse__Output as _chat_v1_ListSessionsResponse__Output } from './chat/v1/ListSessionsResponse.ts';
import type { LogInByIdentityRequest as _chat_v1_LogInByIdentityRequest, LogInByIdentityRequest__Output as _chat_v1_LogInByIdentityRequest__Output } from './chat/v1/LogInByIdentityRequest.ts';
import type { LogInGuestRequest as _chat_v1_LogInGuestRequest, LogInGuestRequest__Output as _chat_v1_LogInGuestRequest__Output } from './chat/v1/LogInGuestRequest.ts';
import type { LogInRequest as _chat_v1_LogInRequest, LogInRequest__Output as _chat_v1_LogInRequest__Output } from './chat/v1/LogInRequest.ts';
import type { LogOutRequest as _chat_v1_LogOutRequest, LogOutRequest__Output as _chat_v1_LogOutRequest__Output } from './chat/v1/LogOutRequest.ts';
import type { LogOutResponse as _chat_v1_LogOutResponse, LogOutResponse__Output as _chat_v1_LogOutResponse__Output } from './chat/v1/LogOutResponse.ts';
import type { Login as _chat_v1_Login, Login__Output as _chat_v1_Login__Output } from './chat/v1/Login.ts';
import type { Message as _chat_v1_Message, Message__Output as _chat_v1_Message__Output } from './chat/v1/Message.ts';
import type { MessageServiceClient as _chat_v1_MessageServiceClient, MessageServiceDefinition as _chat_v1_MessageServiceDefinition } from './chat/v1/MessageService.ts';
import type { Model as _chat_v1_Model, Model__Output as _chat_v1_Model__Output } from './chat/v1/Model.ts';
import type { NewLogin as _chat_v1_NewLogin, NewLogin__Output as _chat_v1_NewLogin__Output } from './chat/v1/NewLogin.ts';
import type { Principal as _chat_v1_Principal, Principal__Output as _chat_v1_Principal__Output } from './chat/v1/Principal.ts';
import type { QueuePlace as _chat_v1_QueuePlace, QueuePlace__Output as _chat_v1_QueuePlace__Output } from './chat/v1/QueuePlace.ts';
import type { ReadExportRequest as _chat_v1_ReadExportRequest, ReadExportRequest__Output as _chat_v1_ReadExportRequest__Output } from './chat/v1/ReadExportRequest.ts';
import type { ReadExportResponse as _chat_v1_ReadExportResponse, ReadExportResponse__Output as _chat_v1_ReadExportResponse__Output } from './chat/v1/ReadExportResponse.ts';
import type { RetryRequest as _chat_v1_RetryRequest, RetryRequest__Output as _chat_v1_RetryRequest__Output } from './chat/v1/RetryRequest.ts';
import type { RevokeAccessTokenRequest as _chat_v1_RevokeAccessTokenRequest, RevokeAccessTokenRequest__Output as _chat_v1_RevokeAccessTokenRequest__Output } from './chat/v1/RevokeAccessTokenRequest.ts';
import type { RevokeAccessTokenResponse as _chat_v1_RevokeAccessTokenResponse, RevokeAccessTokenResponse__Output as _chat_v1_RevokeAccessTokenResponse__Output } from './chat/v1/RevokeAccessTokenResponse.ts';
import type { RevokeLoginRequest as _chat_v1_RevokeLoginRequest, RevokeLoginRequest__Output as _chat_v1_RevokeLoginRequest__Output } from './chat/v1/RevokeLoginRequest.ts';
import type { RevokeLoginResponse as _chat_v1_RevokeLoginResponse, RevokeLoginResponse__Output as _chat_v1_RevokeLoginResponse__Output } from './chat/v1/RevokeLoginResponse.ts';
import type { RevokeLoginsRequest as _chat_v1_RevokeLoginsRequest, RevokeLoginsRequest__Output as _chat_v1_RevokeLoginsRequest__Output } from './chat/v1/RevokeLoginsRequest.ts';
import type { RevokeLoginsResponse as _chat_v1_RevokeLoginsResponse, RevokeLoginsResponse__Output as _chat_v1_RevokeLoginsResponse__Output } from './chat/v1/RevokeLoginsResponse.ts';
import type { SendMessageRequest as _chat_v1_SendMessageRequest, SendMessageRequest__Output as _chat_v1_SendMessageRequest__Output } from './chat/v1/SendMessageRequest.ts';
import type { Session as _chat_v1_Session, Session__Output as _chat_v1_Session__Output } from './chat/v1/Session.ts';
import type { SessionServiceClient as _chat_v1_SessionServiceClient, SessionServiceDefinition as _chat_v1_SessionServiceDefinition } from './chat/v1/SessionService.ts';
import type { SignUpRequest as _chat_v1_SignUpRequest, SignUpRequest__Output as _chat_v1_SignUpRequest__Output } from './chat/v1/SignUpRequest.ts';
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
      AccessToken: MessageTypeDefinition<_chat_v1_AccessToken, _chat_v1_AccessToken__Output>
      Account: MessageTypeDefinition<_chat_v1_Account, _chat_v1_Account__Output>
      AccountService: SubtypeConstructor<typeof grpc.Client, _chat_v1_AccountServiceClient> & { service: _chat_v1_AccountServiceDefinition }
      ActiveStream: MessageTypeDefinition<_chat_v1_ActiveStream, _chat_v1_ActiveStream__Output>
      AdoptLoginRequest: MessageTypeDefinition<_chat_v1_AdoptLoginRequest, _chat_v1_AdoptLoginRequest__Output>
      AuthenticateRequest: MessageTypeDefinition<_chat_v1_AuthenticateRequest, _chat_v1_AuthenticateRequest__Output>
      CancelRequest: MessageTypeDefinition<_chat_v1_CancelRequest, _chat_v1_CancelRequest__Output>
      ChangePasswordRequest: MessageTypeDefinition<_chat_v1_ChangePasswordRequest, _chat_v1_ChangePasswordRequest__Output>
      CheckLoginsRequest: MessageTypeDefinition<_chat_v1_CheckLoginsRequest, _chat_v1_CheckLoginsRequest__Output>
      CheckLoginsResponse: MessageTypeDefinition<_chat_v1_CheckLoginsResponse, _chat_v1_CheckLoginsResponse__Output>
      CreateAccessTokenRequest: MessageTypeDefinition<_chat_v1_CreateAccessTokenRequest, _chat_v1_CreateAccessTokenRequest__Output>
      CreateGuestRequest: MessageTypeDefinition<_chat_v1_CreateGuestRequest, _chat_v1_CreateGuestRequest__Output>
      CreateSessionRequest: MessageTypeDefinition<_chat_v1_CreateSessionRequest, _chat_v1_CreateSessionRequest__Output>
      DeleteAccountRequest: MessageTypeDefinition<_chat_v1_DeleteAccountRequest, _chat_v1_DeleteAccountRequest__Output>
      DeleteAccountResponse: MessageTypeDefinition<_chat_v1_DeleteAccountResponse, _chat_v1_DeleteAccountResponse__Output>
      DeleteSessionRequest: MessageTypeDefinition<_chat_v1_DeleteSessionRequest, _chat_v1_DeleteSessionRequest__Output>
      DeleteSessionResponse: MessageTypeDefinition<_chat_v1_DeleteSessionResponse, _chat_v1_DeleteSessionResponse__Output>
      ExportRecord: MessageTypeDefinition<_chat_v1_ExportRecord, _chat_v1_ExportRecord__Output>
      Failure: MessageTypeDefinition<_chat_v1_Failure, _chat_v1_Failure__Output>
      GetMessageRequest: MessageTypeDefinition<_chat_v1_GetMessageRequest, _chat_v1_GetMessageRequest__Output>
      GetSessionRequest: MessageTypeDefinition<_chat_v1_GetSessionRequest, _chat_v1_GetSessionRequest__Output>
      GetUserRequest: MessageTypeDefinition<_chat_v1_GetUserRequest, _chat_v1_GetUserRequest__Output>
      ListAccessTokensRequest: MessageTypeDefinition<_chat_v1_ListAccessTokensRequest, _chat_v1_ListAccessTokensRequest__Output>
      ListAccessTokensResponse: MessageTypeDefinition<_chat_v1_ListAccessTokensResponse, _chat_v1_ListAccessTokensResponse__Output>
      ListActiveStreamsRequest: MessageTypeDefinition<_chat_v1_ListActiveStreamsRequest, _chat_v1_ListActiveStreamsRequest__Output>
      ListActiveStreamsResponse: MessageTypeDefinition<_chat_v1_ListActiveStreamsResponse, _chat_v1_ListActiveStreamsResponse__Output>
      ListLoginsRequest: MessageTypeDefinition<_chat_v1_ListLoginsRequest, _chat_v1_ListLoginsRequest__Output>
      ListLoginsResponse: MessageTypeDefinition<_chat_v1_ListLoginsResponse, _chat_v1_ListLoginsResponse__Output>
      ListMessagesRequest: MessageTypeDefinition<_chat_v1_ListMessagesRequest, _chat_v1_ListMessagesRequest__Output>
      ListMessagesResponse: MessageTypeDefinition<_chat_v1_ListMessagesResponse, _chat_v1_ListMessagesResponse__Output>
      ListModelsRequest: MessageTypeDefinition<_chat_v1_ListModelsRequest, _chat_v1_ListModelsRequest__Output>
      ListModelsResponse: MessageTypeDefinition<_chat_v1_ListModelsResponse, _chat_v1_ListModelsResponse__Output>
      ListQueuePlacesRequest: MessageTypeDefinition<_chat_v1_ListQueuePlacesRequest, _chat_v1_ListQueuePlacesRequest__Output>
      ListQueuePlacesResponse: MessageTypeDefinition<_chat_v1_ListQueuePlacesResponse, _chat_v1_ListQueuePlacesResponse__Output>
      ListSessionsRequest: MessageTypeDefinition<_chat_v1_ListSessionsRequest, _chat_v1_ListSessionsRequest__Output>
      ListSessionsResponse: MessageTypeDefinition<_chat_v1_ListSessionsResponse, _chat_v1_ListSessionsResponse__Output>
      LogInByIdentityRequest: MessageTypeDefinition<_chat_v1_LogInByIdentityRequest, _chat_v1_LogInByIdentityRequest__Output>
      LogInGuestRequest: MessageTypeDefinition<_chat_v1_LogInGuestRequest, _chat_v1_LogInGuestRequest__Output>
      LogInRequest: MessageTypeDefinition<_chat_v1_LogInRequest, _chat_v1_LogInRequest__Output>
      LogOutRequest: MessageTypeDefinition<_chat_v1_LogOutRequest, _chat_v1_LogOutRequest__Output>
      LogOutResponse: MessageTypeDefinition<_chat_v1_LogOutResponse, _chat_v1_LogOutResponse__Output>
      Login: MessageTypeDefinition<_chat_v1_Login, _chat_v1_Login__Output>
      Message: MessageTypeDefinition<_chat_v1_Message, _chat_v1_Message__Output>
      MessageService: SubtypeConstructor<typeof grpc.Client, _chat_v1_MessageServiceClient> & { service: _chat_v1_MessageServiceDefinition }
      Model: MessageTypeDefinition<_chat_v1_Model, _chat_v1_Model__Output>
      NewLogin: MessageTypeDefinition<_chat_v1_NewLogin, _chat_v1_NewLogin__Output>
      Principal: MessageTypeDefinition<_chat_v1_Principal, _chat_v1_Principal__Output>
      QueuePlace: MessageTypeDefinition<_chat_v1_QueuePlace, _chat_v1_QueuePlace__Output>
      ReadExportRequest: MessageTypeDefinition<_chat_v1_ReadExportRequest, _chat_v1_ReadExportRequest__Output>
      ReadExportResponse: MessageTypeDefinition<_chat_v1_ReadExportResponse, _chat_v1_ReadExportResponse__Output>
      RetryRequest: MessageTypeDefinition<_chat_v1_RetryRequest, _chat_v1_RetryRequest__Output>
      RevokeAccessTokenRequest: MessageTypeDefinition<_chat_v1_RevokeAccessTokenRequest, _chat_v1_RevokeAccessTokenRequest__Output>
      RevokeAccessTokenResponse: MessageTypeDefinition<_chat_v1_RevokeAccessTokenResponse, _chat_v1_RevokeAccessTokenResponse__Output>
      RevokeLoginRequest: MessageTypeDefinition<_chat_v1_RevokeLoginRequest, _chat_v1_RevokeLoginRequest__Output>
      RevokeLoginResponse: MessageTypeDefinition<_chat_v1_RevokeLoginResponse, _chat_v1_RevokeLoginResponse__Output>
      RevokeLoginsRequest: MessageTypeDefinition<_chat_v1_RevokeLoginsRequest, _chat_v1_RevokeLoginsRequest__Output>
      RevokeLoginsResponse: MessageTypeDefinition<_chat_v1_RevokeLoginsResponse, _chat_v1_RevokeLoginsResponse__Output>
      SendMessageRequest: MessageTypeDefinition<_chat_v1_SendMessageRequest, _chat_v1_SendMessageRequest__Output>
      Session: MessageTypeDefinition<_chat_v1_Session, _chat_v1_Session__Output>
      SessionService: SubtypeConstructor<typeof grpc.Client, _chat_v1_SessionServiceClient> & { service: _chat_v1_SessionServiceDefinition }
      SignUpRequest: MessageTypeDefinition<_chat_v1_SignUpRequest, _chat_v1_SignUpRequest__Output>
      SyncRequest: MessageTypeDefinition<_chat_v1_SyncRequest, _chat_v1_SyncRequest__Output>
      SyncResponse: MessageTypeDefinition<_chat_v1_SyncResponse, _chat_v1_SyncResponse__Output>
      UpdateSessionRequest: MessageTypeDefinition<_chat_v1_UpdateSessionRequest, _chat_v1_UpdateSessionRequest__Output>
      Usage: MessageTypeDefinition<_chat_v1_Usage, _chat_v1_Usage__Output>
      User: MessageTypeDefinition<_chat_v1_User, _chat_v1_User__Output>
    }
  }
}

