// Original file: proto/chat/v1/sessions.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { CreateGuestRequest as _chat_v1_CreateGuestRequest, CreateGuestRequest__Output as _chat_v1_CreateGuestRequest__Output } from '../../chat/v1/CreateGuestRequest.ts';
import type { CreateSessionRequest as _chat_v1_CreateSessionRequest, CreateSessionRequest__Output as _chat_v1_CreateSessionRequest__Output } from '../../chat/v1/CreateSessionRequest.ts';
import type { DeleteSessionRequest as _chat_v1_DeleteSessionRequest, DeleteSessionRequest__Output as _chat_v1_DeleteSessionRequest__Output } from '../../chat/v1/DeleteSessionRequest.ts';
import type { DeleteSessionResponse as _chat_v1_DeleteSessionResponse, DeleteSessionResponse__Output as _chat_v1_DeleteSessionResponse__Output } from '../../chat/v1/DeleteSessionResponse.ts';
import type { GetSessionRequest as _chat_v1_GetSessionRequest, GetSessionRequest__Output as _chat_v1_GetSessionRequest__Output } from '../../chat/v1/GetSessionRequest.ts';
import type { GetUserRequest as _chat_v1_GetUserRequest, GetUserRequest__Output as _chat_v1_GetUserRequest__Output } from '../../chat/v1/GetUserRequest.ts';
import type { ListSessionsRequest as _chat_v1_ListSessionsRequest, ListSessionsRequest__Output as _chat_v1_ListSessionsRequest__Output } from '../../chat/v1/ListSessionsRequest.ts';
import type { ListSessionsResponse as _chat_v1_ListSessionsResponse, ListSessionsResponse__Output as _chat_v1_ListSessionsResponse__Output } from '../../chat/v1/ListSessionsResponse.ts';
import type { Session as _chat_v1_Session, Session__Output as _chat_v1_Session__Output } from '../../chat/v1/Session.ts';
import type { UpdateSessionRequest as _chat_v1_UpdateSessionRequest, UpdateSessionRequest__Output as _chat_v1_UpdateSessionRequest__Output } from '../../chat/v1/UpdateSessionRequest.ts';
import type { User as _chat_v1_User, User__Output as _chat_v1_User__Output } from '../../chat/v1/User.ts';

export interface SessionServiceClient extends grpc.Client {
  /**
   * Makes a guest. The only call without a caller.
   */
  CreateGuest(argument: _chat_v1_CreateGuestRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_User__Output>): grpc.ClientUnaryCall;
  CreateGuest(argument: _chat_v1_CreateGuestRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_User__Output>): grpc.ClientUnaryCall;
  CreateGuest(argument: _chat_v1_CreateGuestRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_User__Output>): grpc.ClientUnaryCall;
  CreateGuest(argument: _chat_v1_CreateGuestRequest, callback: grpc.requestCallback<_chat_v1_User__Output>): grpc.ClientUnaryCall;
  /**
   * Makes a guest. The only call without a caller.
   */
  createGuest(argument: _chat_v1_CreateGuestRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_User__Output>): grpc.ClientUnaryCall;
  createGuest(argument: _chat_v1_CreateGuestRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_User__Output>): grpc.ClientUnaryCall;
  createGuest(argument: _chat_v1_CreateGuestRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_User__Output>): grpc.ClientUnaryCall;
  createGuest(argument: _chat_v1_CreateGuestRequest, callback: grpc.requestCallback<_chat_v1_User__Output>): grpc.ClientUnaryCall;
  
  /**
   * Makes a session; a repeat with the same id returns the first one untouched.
   */
  CreateSession(argument: _chat_v1_CreateSessionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Session__Output>): grpc.ClientUnaryCall;
  CreateSession(argument: _chat_v1_CreateSessionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_Session__Output>): grpc.ClientUnaryCall;
  CreateSession(argument: _chat_v1_CreateSessionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Session__Output>): grpc.ClientUnaryCall;
  CreateSession(argument: _chat_v1_CreateSessionRequest, callback: grpc.requestCallback<_chat_v1_Session__Output>): grpc.ClientUnaryCall;
  /**
   * Makes a session; a repeat with the same id returns the first one untouched.
   */
  createSession(argument: _chat_v1_CreateSessionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Session__Output>): grpc.ClientUnaryCall;
  createSession(argument: _chat_v1_CreateSessionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_Session__Output>): grpc.ClientUnaryCall;
  createSession(argument: _chat_v1_CreateSessionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Session__Output>): grpc.ClientUnaryCall;
  createSession(argument: _chat_v1_CreateSessionRequest, callback: grpc.requestCallback<_chat_v1_Session__Output>): grpc.ClientUnaryCall;
  
  /**
   * Ends what is being generated in it, then removes the session and its messages for good. Repeatable.
   */
  DeleteSession(argument: _chat_v1_DeleteSessionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_DeleteSessionResponse__Output>): grpc.ClientUnaryCall;
  DeleteSession(argument: _chat_v1_DeleteSessionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_DeleteSessionResponse__Output>): grpc.ClientUnaryCall;
  DeleteSession(argument: _chat_v1_DeleteSessionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_DeleteSessionResponse__Output>): grpc.ClientUnaryCall;
  DeleteSession(argument: _chat_v1_DeleteSessionRequest, callback: grpc.requestCallback<_chat_v1_DeleteSessionResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Ends what is being generated in it, then removes the session and its messages for good. Repeatable.
   */
  deleteSession(argument: _chat_v1_DeleteSessionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_DeleteSessionResponse__Output>): grpc.ClientUnaryCall;
  deleteSession(argument: _chat_v1_DeleteSessionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_DeleteSessionResponse__Output>): grpc.ClientUnaryCall;
  deleteSession(argument: _chat_v1_DeleteSessionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_DeleteSessionResponse__Output>): grpc.ClientUnaryCall;
  deleteSession(argument: _chat_v1_DeleteSessionRequest, callback: grpc.requestCallback<_chat_v1_DeleteSessionResponse__Output>): grpc.ClientUnaryCall;
  
  GetSession(argument: _chat_v1_GetSessionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Session__Output>): grpc.ClientUnaryCall;
  GetSession(argument: _chat_v1_GetSessionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_Session__Output>): grpc.ClientUnaryCall;
  GetSession(argument: _chat_v1_GetSessionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Session__Output>): grpc.ClientUnaryCall;
  GetSession(argument: _chat_v1_GetSessionRequest, callback: grpc.requestCallback<_chat_v1_Session__Output>): grpc.ClientUnaryCall;
  getSession(argument: _chat_v1_GetSessionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Session__Output>): grpc.ClientUnaryCall;
  getSession(argument: _chat_v1_GetSessionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_Session__Output>): grpc.ClientUnaryCall;
  getSession(argument: _chat_v1_GetSessionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Session__Output>): grpc.ClientUnaryCall;
  getSession(argument: _chat_v1_GetSessionRequest, callback: grpc.requestCallback<_chat_v1_Session__Output>): grpc.ClientUnaryCall;
  
  /**
   * The caller.
   */
  GetUser(argument: _chat_v1_GetUserRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_User__Output>): grpc.ClientUnaryCall;
  GetUser(argument: _chat_v1_GetUserRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_User__Output>): grpc.ClientUnaryCall;
  GetUser(argument: _chat_v1_GetUserRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_User__Output>): grpc.ClientUnaryCall;
  GetUser(argument: _chat_v1_GetUserRequest, callback: grpc.requestCallback<_chat_v1_User__Output>): grpc.ClientUnaryCall;
  /**
   * The caller.
   */
  getUser(argument: _chat_v1_GetUserRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_User__Output>): grpc.ClientUnaryCall;
  getUser(argument: _chat_v1_GetUserRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_User__Output>): grpc.ClientUnaryCall;
  getUser(argument: _chat_v1_GetUserRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_User__Output>): grpc.ClientUnaryCall;
  getUser(argument: _chat_v1_GetUserRequest, callback: grpc.requestCallback<_chat_v1_User__Output>): grpc.ClientUnaryCall;
  
  /**
   * By last message, newest first.
   */
  ListSessions(argument: _chat_v1_ListSessionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListSessionsResponse__Output>): grpc.ClientUnaryCall;
  ListSessions(argument: _chat_v1_ListSessionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_ListSessionsResponse__Output>): grpc.ClientUnaryCall;
  ListSessions(argument: _chat_v1_ListSessionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListSessionsResponse__Output>): grpc.ClientUnaryCall;
  ListSessions(argument: _chat_v1_ListSessionsRequest, callback: grpc.requestCallback<_chat_v1_ListSessionsResponse__Output>): grpc.ClientUnaryCall;
  /**
   * By last message, newest first.
   */
  listSessions(argument: _chat_v1_ListSessionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListSessionsResponse__Output>): grpc.ClientUnaryCall;
  listSessions(argument: _chat_v1_ListSessionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_ListSessionsResponse__Output>): grpc.ClientUnaryCall;
  listSessions(argument: _chat_v1_ListSessionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListSessionsResponse__Output>): grpc.ClientUnaryCall;
  listSessions(argument: _chat_v1_ListSessionsRequest, callback: grpc.requestCallback<_chat_v1_ListSessionsResponse__Output>): grpc.ClientUnaryCall;
  
  UpdateSession(argument: _chat_v1_UpdateSessionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Session__Output>): grpc.ClientUnaryCall;
  UpdateSession(argument: _chat_v1_UpdateSessionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_Session__Output>): grpc.ClientUnaryCall;
  UpdateSession(argument: _chat_v1_UpdateSessionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Session__Output>): grpc.ClientUnaryCall;
  UpdateSession(argument: _chat_v1_UpdateSessionRequest, callback: grpc.requestCallback<_chat_v1_Session__Output>): grpc.ClientUnaryCall;
  updateSession(argument: _chat_v1_UpdateSessionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Session__Output>): grpc.ClientUnaryCall;
  updateSession(argument: _chat_v1_UpdateSessionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_Session__Output>): grpc.ClientUnaryCall;
  updateSession(argument: _chat_v1_UpdateSessionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Session__Output>): grpc.ClientUnaryCall;
  updateSession(argument: _chat_v1_UpdateSessionRequest, callback: grpc.requestCallback<_chat_v1_Session__Output>): grpc.ClientUnaryCall;
  
}

export interface SessionServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * Makes a guest. The only call without a caller.
   */
  CreateGuest: grpc.handleUnaryCall<_chat_v1_CreateGuestRequest__Output, _chat_v1_User>;
  
  /**
   * Makes a session; a repeat with the same id returns the first one untouched.
   */
  CreateSession: grpc.handleUnaryCall<_chat_v1_CreateSessionRequest__Output, _chat_v1_Session>;
  
  /**
   * Ends what is being generated in it, then removes the session and its messages for good. Repeatable.
   */
  DeleteSession: grpc.handleUnaryCall<_chat_v1_DeleteSessionRequest__Output, _chat_v1_DeleteSessionResponse>;
  
  GetSession: grpc.handleUnaryCall<_chat_v1_GetSessionRequest__Output, _chat_v1_Session>;
  
  /**
   * The caller.
   */
  GetUser: grpc.handleUnaryCall<_chat_v1_GetUserRequest__Output, _chat_v1_User>;
  
  /**
   * By last message, newest first.
   */
  ListSessions: grpc.handleUnaryCall<_chat_v1_ListSessionsRequest__Output, _chat_v1_ListSessionsResponse>;
  
  UpdateSession: grpc.handleUnaryCall<_chat_v1_UpdateSessionRequest__Output, _chat_v1_Session>;
  
}

export interface SessionServiceDefinition extends grpc.ServiceDefinition {
  CreateGuest: MethodDefinition<_chat_v1_CreateGuestRequest, _chat_v1_User, _chat_v1_CreateGuestRequest__Output, _chat_v1_User__Output>
  CreateSession: MethodDefinition<_chat_v1_CreateSessionRequest, _chat_v1_Session, _chat_v1_CreateSessionRequest__Output, _chat_v1_Session__Output>
  DeleteSession: MethodDefinition<_chat_v1_DeleteSessionRequest, _chat_v1_DeleteSessionResponse, _chat_v1_DeleteSessionRequest__Output, _chat_v1_DeleteSessionResponse__Output>
  GetSession: MethodDefinition<_chat_v1_GetSessionRequest, _chat_v1_Session, _chat_v1_GetSessionRequest__Output, _chat_v1_Session__Output>
  GetUser: MethodDefinition<_chat_v1_GetUserRequest, _chat_v1_User, _chat_v1_GetUserRequest__Output, _chat_v1_User__Output>
  ListSessions: MethodDefinition<_chat_v1_ListSessionsRequest, _chat_v1_ListSessionsResponse, _chat_v1_ListSessionsRequest__Output, _chat_v1_ListSessionsResponse__Output>
  UpdateSession: MethodDefinition<_chat_v1_UpdateSessionRequest, _chat_v1_Session, _chat_v1_UpdateSessionRequest__Output, _chat_v1_Session__Output>
}
