// Original file: proto/chat/v1/accounts.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { AccessToken as _chat_v1_AccessToken, AccessToken__Output as _chat_v1_AccessToken__Output } from '../../chat/v1/AccessToken.ts';
import type { AdoptLoginRequest as _chat_v1_AdoptLoginRequest, AdoptLoginRequest__Output as _chat_v1_AdoptLoginRequest__Output } from '../../chat/v1/AdoptLoginRequest.ts';
import type { AuthenticateRequest as _chat_v1_AuthenticateRequest, AuthenticateRequest__Output as _chat_v1_AuthenticateRequest__Output } from '../../chat/v1/AuthenticateRequest.ts';
import type { ChangePasswordRequest as _chat_v1_ChangePasswordRequest, ChangePasswordRequest__Output as _chat_v1_ChangePasswordRequest__Output } from '../../chat/v1/ChangePasswordRequest.ts';
import type { CheckLoginsRequest as _chat_v1_CheckLoginsRequest, CheckLoginsRequest__Output as _chat_v1_CheckLoginsRequest__Output } from '../../chat/v1/CheckLoginsRequest.ts';
import type { CheckLoginsResponse as _chat_v1_CheckLoginsResponse, CheckLoginsResponse__Output as _chat_v1_CheckLoginsResponse__Output } from '../../chat/v1/CheckLoginsResponse.ts';
import type { CreateAccessTokenRequest as _chat_v1_CreateAccessTokenRequest, CreateAccessTokenRequest__Output as _chat_v1_CreateAccessTokenRequest__Output } from '../../chat/v1/CreateAccessTokenRequest.ts';
import type { DeleteAccountRequest as _chat_v1_DeleteAccountRequest, DeleteAccountRequest__Output as _chat_v1_DeleteAccountRequest__Output } from '../../chat/v1/DeleteAccountRequest.ts';
import type { DeleteAccountResponse as _chat_v1_DeleteAccountResponse, DeleteAccountResponse__Output as _chat_v1_DeleteAccountResponse__Output } from '../../chat/v1/DeleteAccountResponse.ts';
import type { ListAccessTokensRequest as _chat_v1_ListAccessTokensRequest, ListAccessTokensRequest__Output as _chat_v1_ListAccessTokensRequest__Output } from '../../chat/v1/ListAccessTokensRequest.ts';
import type { ListAccessTokensResponse as _chat_v1_ListAccessTokensResponse, ListAccessTokensResponse__Output as _chat_v1_ListAccessTokensResponse__Output } from '../../chat/v1/ListAccessTokensResponse.ts';
import type { ListLoginsRequest as _chat_v1_ListLoginsRequest, ListLoginsRequest__Output as _chat_v1_ListLoginsRequest__Output } from '../../chat/v1/ListLoginsRequest.ts';
import type { ListLoginsResponse as _chat_v1_ListLoginsResponse, ListLoginsResponse__Output as _chat_v1_ListLoginsResponse__Output } from '../../chat/v1/ListLoginsResponse.ts';
import type { LogInByIdentityRequest as _chat_v1_LogInByIdentityRequest, LogInByIdentityRequest__Output as _chat_v1_LogInByIdentityRequest__Output } from '../../chat/v1/LogInByIdentityRequest.ts';
import type { LogInGuestRequest as _chat_v1_LogInGuestRequest, LogInGuestRequest__Output as _chat_v1_LogInGuestRequest__Output } from '../../chat/v1/LogInGuestRequest.ts';
import type { LogInRequest as _chat_v1_LogInRequest, LogInRequest__Output as _chat_v1_LogInRequest__Output } from '../../chat/v1/LogInRequest.ts';
import type { LogOutRequest as _chat_v1_LogOutRequest, LogOutRequest__Output as _chat_v1_LogOutRequest__Output } from '../../chat/v1/LogOutRequest.ts';
import type { LogOutResponse as _chat_v1_LogOutResponse, LogOutResponse__Output as _chat_v1_LogOutResponse__Output } from '../../chat/v1/LogOutResponse.ts';
import type { Principal as _chat_v1_Principal, Principal__Output as _chat_v1_Principal__Output } from '../../chat/v1/Principal.ts';
import type { ReadExportRequest as _chat_v1_ReadExportRequest, ReadExportRequest__Output as _chat_v1_ReadExportRequest__Output } from '../../chat/v1/ReadExportRequest.ts';
import type { ReadExportResponse as _chat_v1_ReadExportResponse, ReadExportResponse__Output as _chat_v1_ReadExportResponse__Output } from '../../chat/v1/ReadExportResponse.ts';
import type { RevokeAccessTokenRequest as _chat_v1_RevokeAccessTokenRequest, RevokeAccessTokenRequest__Output as _chat_v1_RevokeAccessTokenRequest__Output } from '../../chat/v1/RevokeAccessTokenRequest.ts';
import type { RevokeAccessTokenResponse as _chat_v1_RevokeAccessTokenResponse, RevokeAccessTokenResponse__Output as _chat_v1_RevokeAccessTokenResponse__Output } from '../../chat/v1/RevokeAccessTokenResponse.ts';
import type { RevokeLoginRequest as _chat_v1_RevokeLoginRequest, RevokeLoginRequest__Output as _chat_v1_RevokeLoginRequest__Output } from '../../chat/v1/RevokeLoginRequest.ts';
import type { RevokeLoginResponse as _chat_v1_RevokeLoginResponse, RevokeLoginResponse__Output as _chat_v1_RevokeLoginResponse__Output } from '../../chat/v1/RevokeLoginResponse.ts';
import type { RevokeLoginsRequest as _chat_v1_RevokeLoginsRequest, RevokeLoginsRequest__Output as _chat_v1_RevokeLoginsRequest__Output } from '../../chat/v1/RevokeLoginsRequest.ts';
import type { RevokeLoginsResponse as _chat_v1_RevokeLoginsResponse, RevokeLoginsResponse__Output as _chat_v1_RevokeLoginsResponse__Output } from '../../chat/v1/RevokeLoginsResponse.ts';
import type { SignUpRequest as _chat_v1_SignUpRequest, SignUpRequest__Output as _chat_v1_SignUpRequest__Output } from '../../chat/v1/SignUpRequest.ts';

export interface AccountServiceClient extends grpc.Client {
  /**
   * Makes a login of a cookie that an older release had signed; repeatable. Revoked once, it stays so.
   */
  AdoptLogin(argument: _chat_v1_AdoptLoginRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  AdoptLogin(argument: _chat_v1_AdoptLoginRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  AdoptLogin(argument: _chat_v1_AdoptLoginRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  AdoptLogin(argument: _chat_v1_AdoptLoginRequest, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  /**
   * Makes a login of a cookie that an older release had signed; repeatable. Revoked once, it stays so.
   */
  adoptLogin(argument: _chat_v1_AdoptLoginRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  adoptLogin(argument: _chat_v1_AdoptLoginRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  adoptLogin(argument: _chat_v1_AdoptLoginRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  adoptLogin(argument: _chat_v1_AdoptLoginRequest, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  
  /**
   * Whose token this is. UNAUTHENTICATED when it never was one, has expired or was revoked, or when its user is disabled.
   */
  Authenticate(argument: _chat_v1_AuthenticateRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  Authenticate(argument: _chat_v1_AuthenticateRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  Authenticate(argument: _chat_v1_AuthenticateRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  Authenticate(argument: _chat_v1_AuthenticateRequest, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  /**
   * Whose token this is. UNAUTHENTICATED when it never was one, has expired or was revoked, or when its user is disabled.
   */
  authenticate(argument: _chat_v1_AuthenticateRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  authenticate(argument: _chat_v1_AuthenticateRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  authenticate(argument: _chat_v1_AuthenticateRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  authenticate(argument: _chat_v1_AuthenticateRequest, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  
  /**
   * Ends all logins of the caller and makes a new one in place of that of the call.
   */
  ChangePassword(argument: _chat_v1_ChangePasswordRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  ChangePassword(argument: _chat_v1_ChangePasswordRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  ChangePassword(argument: _chat_v1_ChangePasswordRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  ChangePassword(argument: _chat_v1_ChangePasswordRequest, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  /**
   * Ends all logins of the caller and makes a new one in place of that of the call.
   */
  changePassword(argument: _chat_v1_ChangePasswordRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  changePassword(argument: _chat_v1_ChangePasswordRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  changePassword(argument: _chat_v1_ChangePasswordRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  changePassword(argument: _chat_v1_ChangePasswordRequest, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  
  /**
   * Which of these logins and access tokens still count.
   */
  CheckLogins(argument: _chat_v1_CheckLoginsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_CheckLoginsResponse__Output>): grpc.ClientUnaryCall;
  CheckLogins(argument: _chat_v1_CheckLoginsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_CheckLoginsResponse__Output>): grpc.ClientUnaryCall;
  CheckLogins(argument: _chat_v1_CheckLoginsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_CheckLoginsResponse__Output>): grpc.ClientUnaryCall;
  CheckLogins(argument: _chat_v1_CheckLoginsRequest, callback: grpc.requestCallback<_chat_v1_CheckLoginsResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Which of these logins and access tokens still count.
   */
  checkLogins(argument: _chat_v1_CheckLoginsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_CheckLoginsResponse__Output>): grpc.ClientUnaryCall;
  checkLogins(argument: _chat_v1_CheckLoginsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_CheckLoginsResponse__Output>): grpc.ClientUnaryCall;
  checkLogins(argument: _chat_v1_CheckLoginsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_CheckLoginsResponse__Output>): grpc.ClientUnaryCall;
  checkLogins(argument: _chat_v1_CheckLoginsRequest, callback: grpc.requestCallback<_chat_v1_CheckLoginsResponse__Output>): grpc.ClientUnaryCall;
  
  CreateAccessToken(argument: _chat_v1_CreateAccessTokenRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_AccessToken__Output>): grpc.ClientUnaryCall;
  CreateAccessToken(argument: _chat_v1_CreateAccessTokenRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_AccessToken__Output>): grpc.ClientUnaryCall;
  CreateAccessToken(argument: _chat_v1_CreateAccessTokenRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_AccessToken__Output>): grpc.ClientUnaryCall;
  CreateAccessToken(argument: _chat_v1_CreateAccessTokenRequest, callback: grpc.requestCallback<_chat_v1_AccessToken__Output>): grpc.ClientUnaryCall;
  createAccessToken(argument: _chat_v1_CreateAccessTokenRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_AccessToken__Output>): grpc.ClientUnaryCall;
  createAccessToken(argument: _chat_v1_CreateAccessTokenRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_AccessToken__Output>): grpc.ClientUnaryCall;
  createAccessToken(argument: _chat_v1_CreateAccessTokenRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_AccessToken__Output>): grpc.ClientUnaryCall;
  createAccessToken(argument: _chat_v1_CreateAccessTokenRequest, callback: grpc.requestCallback<_chat_v1_AccessToken__Output>): grpc.ClientUnaryCall;
  
  /**
   * From now on nobody can sign in; what the caller owned is gone within a minute.
   */
  DeleteAccount(argument: _chat_v1_DeleteAccountRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_DeleteAccountResponse__Output>): grpc.ClientUnaryCall;
  DeleteAccount(argument: _chat_v1_DeleteAccountRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_DeleteAccountResponse__Output>): grpc.ClientUnaryCall;
  DeleteAccount(argument: _chat_v1_DeleteAccountRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_DeleteAccountResponse__Output>): grpc.ClientUnaryCall;
  DeleteAccount(argument: _chat_v1_DeleteAccountRequest, callback: grpc.requestCallback<_chat_v1_DeleteAccountResponse__Output>): grpc.ClientUnaryCall;
  /**
   * From now on nobody can sign in; what the caller owned is gone within a minute.
   */
  deleteAccount(argument: _chat_v1_DeleteAccountRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_DeleteAccountResponse__Output>): grpc.ClientUnaryCall;
  deleteAccount(argument: _chat_v1_DeleteAccountRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_DeleteAccountResponse__Output>): grpc.ClientUnaryCall;
  deleteAccount(argument: _chat_v1_DeleteAccountRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_DeleteAccountResponse__Output>): grpc.ClientUnaryCall;
  deleteAccount(argument: _chat_v1_DeleteAccountRequest, callback: grpc.requestCallback<_chat_v1_DeleteAccountResponse__Output>): grpc.ClientUnaryCall;
  
  ListAccessTokens(argument: _chat_v1_ListAccessTokensRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListAccessTokensResponse__Output>): grpc.ClientUnaryCall;
  ListAccessTokens(argument: _chat_v1_ListAccessTokensRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_ListAccessTokensResponse__Output>): grpc.ClientUnaryCall;
  ListAccessTokens(argument: _chat_v1_ListAccessTokensRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListAccessTokensResponse__Output>): grpc.ClientUnaryCall;
  ListAccessTokens(argument: _chat_v1_ListAccessTokensRequest, callback: grpc.requestCallback<_chat_v1_ListAccessTokensResponse__Output>): grpc.ClientUnaryCall;
  listAccessTokens(argument: _chat_v1_ListAccessTokensRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListAccessTokensResponse__Output>): grpc.ClientUnaryCall;
  listAccessTokens(argument: _chat_v1_ListAccessTokensRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_ListAccessTokensResponse__Output>): grpc.ClientUnaryCall;
  listAccessTokens(argument: _chat_v1_ListAccessTokensRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListAccessTokensResponse__Output>): grpc.ClientUnaryCall;
  listAccessTokens(argument: _chat_v1_ListAccessTokensRequest, callback: grpc.requestCallback<_chat_v1_ListAccessTokensResponse__Output>): grpc.ClientUnaryCall;
  
  ListLogins(argument: _chat_v1_ListLoginsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListLoginsResponse__Output>): grpc.ClientUnaryCall;
  ListLogins(argument: _chat_v1_ListLoginsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_ListLoginsResponse__Output>): grpc.ClientUnaryCall;
  ListLogins(argument: _chat_v1_ListLoginsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListLoginsResponse__Output>): grpc.ClientUnaryCall;
  ListLogins(argument: _chat_v1_ListLoginsRequest, callback: grpc.requestCallback<_chat_v1_ListLoginsResponse__Output>): grpc.ClientUnaryCall;
  listLogins(argument: _chat_v1_ListLoginsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListLoginsResponse__Output>): grpc.ClientUnaryCall;
  listLogins(argument: _chat_v1_ListLoginsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_ListLoginsResponse__Output>): grpc.ClientUnaryCall;
  listLogins(argument: _chat_v1_ListLoginsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListLoginsResponse__Output>): grpc.ClientUnaryCall;
  listLogins(argument: _chat_v1_ListLoginsRequest, callback: grpc.requestCallback<_chat_v1_ListLoginsResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * UNAUTHENTICATED (`wrong_credentials`) whatever is wrong; RESOURCE_EXHAUSTED after too many tries from one place.
   */
  LogIn(argument: _chat_v1_LogInRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  LogIn(argument: _chat_v1_LogInRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  LogIn(argument: _chat_v1_LogInRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  LogIn(argument: _chat_v1_LogInRequest, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  /**
   * UNAUTHENTICATED (`wrong_credentials`) whatever is wrong; RESOURCE_EXHAUSTED after too many tries from one place.
   */
  logIn(argument: _chat_v1_LogInRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  logIn(argument: _chat_v1_LogInRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  logIn(argument: _chat_v1_LogInRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  logIn(argument: _chat_v1_LogInRequest, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  
  /**
   * For a person whom an identity provider has vouched for: (issuer, subject), and nothing else, says who it is.
   */
  LogInByIdentity(argument: _chat_v1_LogInByIdentityRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  LogInByIdentity(argument: _chat_v1_LogInByIdentityRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  LogInByIdentity(argument: _chat_v1_LogInByIdentityRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  LogInByIdentity(argument: _chat_v1_LogInByIdentityRequest, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  /**
   * For a person whom an identity provider has vouched for: (issuer, subject), and nothing else, says who it is.
   */
  logInByIdentity(argument: _chat_v1_LogInByIdentityRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  logInByIdentity(argument: _chat_v1_LogInByIdentityRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  logInByIdentity(argument: _chat_v1_LogInByIdentityRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  logInByIdentity(argument: _chat_v1_LogInByIdentityRequest, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  
  /**
   * Makes a guest and a login.
   */
  LogInGuest(argument: _chat_v1_LogInGuestRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  LogInGuest(argument: _chat_v1_LogInGuestRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  LogInGuest(argument: _chat_v1_LogInGuestRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  LogInGuest(argument: _chat_v1_LogInGuestRequest, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  /**
   * Makes a guest and a login.
   */
  logInGuest(argument: _chat_v1_LogInGuestRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  logInGuest(argument: _chat_v1_LogInGuestRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  logInGuest(argument: _chat_v1_LogInGuestRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  logInGuest(argument: _chat_v1_LogInGuestRequest, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  
  /**
   * Ends the login of the caller.
   */
  LogOut(argument: _chat_v1_LogOutRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_LogOutResponse__Output>): grpc.ClientUnaryCall;
  LogOut(argument: _chat_v1_LogOutRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_LogOutResponse__Output>): grpc.ClientUnaryCall;
  LogOut(argument: _chat_v1_LogOutRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_LogOutResponse__Output>): grpc.ClientUnaryCall;
  LogOut(argument: _chat_v1_LogOutRequest, callback: grpc.requestCallback<_chat_v1_LogOutResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Ends the login of the caller.
   */
  logOut(argument: _chat_v1_LogOutRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_LogOutResponse__Output>): grpc.ClientUnaryCall;
  logOut(argument: _chat_v1_LogOutRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_LogOutResponse__Output>): grpc.ClientUnaryCall;
  logOut(argument: _chat_v1_LogOutRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_LogOutResponse__Output>): grpc.ClientUnaryCall;
  logOut(argument: _chat_v1_LogOutRequest, callback: grpc.requestCallback<_chat_v1_LogOutResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * All the caller has written and got, in pages: a session, then its messages from the first to the last.
   */
  ReadExport(argument: _chat_v1_ReadExportRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ReadExportResponse__Output>): grpc.ClientUnaryCall;
  ReadExport(argument: _chat_v1_ReadExportRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_ReadExportResponse__Output>): grpc.ClientUnaryCall;
  ReadExport(argument: _chat_v1_ReadExportRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ReadExportResponse__Output>): grpc.ClientUnaryCall;
  ReadExport(argument: _chat_v1_ReadExportRequest, callback: grpc.requestCallback<_chat_v1_ReadExportResponse__Output>): grpc.ClientUnaryCall;
  /**
   * All the caller has written and got, in pages: a session, then its messages from the first to the last.
   */
  readExport(argument: _chat_v1_ReadExportRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ReadExportResponse__Output>): grpc.ClientUnaryCall;
  readExport(argument: _chat_v1_ReadExportRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_ReadExportResponse__Output>): grpc.ClientUnaryCall;
  readExport(argument: _chat_v1_ReadExportRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ReadExportResponse__Output>): grpc.ClientUnaryCall;
  readExport(argument: _chat_v1_ReadExportRequest, callback: grpc.requestCallback<_chat_v1_ReadExportResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Repeatable.
   */
  RevokeAccessToken(argument: _chat_v1_RevokeAccessTokenRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_RevokeAccessTokenResponse__Output>): grpc.ClientUnaryCall;
  RevokeAccessToken(argument: _chat_v1_RevokeAccessTokenRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_RevokeAccessTokenResponse__Output>): grpc.ClientUnaryCall;
  RevokeAccessToken(argument: _chat_v1_RevokeAccessTokenRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_RevokeAccessTokenResponse__Output>): grpc.ClientUnaryCall;
  RevokeAccessToken(argument: _chat_v1_RevokeAccessTokenRequest, callback: grpc.requestCallback<_chat_v1_RevokeAccessTokenResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Repeatable.
   */
  revokeAccessToken(argument: _chat_v1_RevokeAccessTokenRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_RevokeAccessTokenResponse__Output>): grpc.ClientUnaryCall;
  revokeAccessToken(argument: _chat_v1_RevokeAccessTokenRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_RevokeAccessTokenResponse__Output>): grpc.ClientUnaryCall;
  revokeAccessToken(argument: _chat_v1_RevokeAccessTokenRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_RevokeAccessTokenResponse__Output>): grpc.ClientUnaryCall;
  revokeAccessToken(argument: _chat_v1_RevokeAccessTokenRequest, callback: grpc.requestCallback<_chat_v1_RevokeAccessTokenResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Ends one login of the caller. Repeatable.
   */
  RevokeLogin(argument: _chat_v1_RevokeLoginRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_RevokeLoginResponse__Output>): grpc.ClientUnaryCall;
  RevokeLogin(argument: _chat_v1_RevokeLoginRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_RevokeLoginResponse__Output>): grpc.ClientUnaryCall;
  RevokeLogin(argument: _chat_v1_RevokeLoginRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_RevokeLoginResponse__Output>): grpc.ClientUnaryCall;
  RevokeLogin(argument: _chat_v1_RevokeLoginRequest, callback: grpc.requestCallback<_chat_v1_RevokeLoginResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Ends one login of the caller. Repeatable.
   */
  revokeLogin(argument: _chat_v1_RevokeLoginRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_RevokeLoginResponse__Output>): grpc.ClientUnaryCall;
  revokeLogin(argument: _chat_v1_RevokeLoginRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_RevokeLoginResponse__Output>): grpc.ClientUnaryCall;
  revokeLogin(argument: _chat_v1_RevokeLoginRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_RevokeLoginResponse__Output>): grpc.ClientUnaryCall;
  revokeLogin(argument: _chat_v1_RevokeLoginRequest, callback: grpc.requestCallback<_chat_v1_RevokeLoginResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Ends all logins of the caller, that of the call too.
   */
  RevokeLogins(argument: _chat_v1_RevokeLoginsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_RevokeLoginsResponse__Output>): grpc.ClientUnaryCall;
  RevokeLogins(argument: _chat_v1_RevokeLoginsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_RevokeLoginsResponse__Output>): grpc.ClientUnaryCall;
  RevokeLogins(argument: _chat_v1_RevokeLoginsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_RevokeLoginsResponse__Output>): grpc.ClientUnaryCall;
  RevokeLogins(argument: _chat_v1_RevokeLoginsRequest, callback: grpc.requestCallback<_chat_v1_RevokeLoginsResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Ends all logins of the caller, that of the call too.
   */
  revokeLogins(argument: _chat_v1_RevokeLoginsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_RevokeLoginsResponse__Output>): grpc.ClientUnaryCall;
  revokeLogins(argument: _chat_v1_RevokeLoginsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_RevokeLoginsResponse__Output>): grpc.ClientUnaryCall;
  revokeLogins(argument: _chat_v1_RevokeLoginsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_RevokeLoginsResponse__Output>): grpc.ClientUnaryCall;
  revokeLogins(argument: _chat_v1_RevokeLoginsRequest, callback: grpc.requestCallback<_chat_v1_RevokeLoginsResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Makes a local account, or makes the named guest one, with a login. ABORTED (`conflict`): the address is taken.
   */
  SignUp(argument: _chat_v1_SignUpRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  SignUp(argument: _chat_v1_SignUpRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  SignUp(argument: _chat_v1_SignUpRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  SignUp(argument: _chat_v1_SignUpRequest, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  /**
   * Makes a local account, or makes the named guest one, with a login. ABORTED (`conflict`): the address is taken.
   */
  signUp(argument: _chat_v1_SignUpRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  signUp(argument: _chat_v1_SignUpRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  signUp(argument: _chat_v1_SignUpRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  signUp(argument: _chat_v1_SignUpRequest, callback: grpc.requestCallback<_chat_v1_Principal__Output>): grpc.ClientUnaryCall;
  
}

export interface AccountServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * Makes a login of a cookie that an older release had signed; repeatable. Revoked once, it stays so.
   */
  AdoptLogin: grpc.handleUnaryCall<_chat_v1_AdoptLoginRequest__Output, _chat_v1_Principal>;
  
  /**
   * Whose token this is. UNAUTHENTICATED when it never was one, has expired or was revoked, or when its user is disabled.
   */
  Authenticate: grpc.handleUnaryCall<_chat_v1_AuthenticateRequest__Output, _chat_v1_Principal>;
  
  /**
   * Ends all logins of the caller and makes a new one in place of that of the call.
   */
  ChangePassword: grpc.handleUnaryCall<_chat_v1_ChangePasswordRequest__Output, _chat_v1_Principal>;
  
  /**
   * Which of these logins and access tokens still count.
   */
  CheckLogins: grpc.handleUnaryCall<_chat_v1_CheckLoginsRequest__Output, _chat_v1_CheckLoginsResponse>;
  
  CreateAccessToken: grpc.handleUnaryCall<_chat_v1_CreateAccessTokenRequest__Output, _chat_v1_AccessToken>;
  
  /**
   * From now on nobody can sign in; what the caller owned is gone within a minute.
   */
  DeleteAccount: grpc.handleUnaryCall<_chat_v1_DeleteAccountRequest__Output, _chat_v1_DeleteAccountResponse>;
  
  ListAccessTokens: grpc.handleUnaryCall<_chat_v1_ListAccessTokensRequest__Output, _chat_v1_ListAccessTokensResponse>;
  
  ListLogins: grpc.handleUnaryCall<_chat_v1_ListLoginsRequest__Output, _chat_v1_ListLoginsResponse>;
  
  /**
   * UNAUTHENTICATED (`wrong_credentials`) whatever is wrong; RESOURCE_EXHAUSTED after too many tries from one place.
   */
  LogIn: grpc.handleUnaryCall<_chat_v1_LogInRequest__Output, _chat_v1_Principal>;
  
  /**
   * For a person whom an identity provider has vouched for: (issuer, subject), and nothing else, says who it is.
   */
  LogInByIdentity: grpc.handleUnaryCall<_chat_v1_LogInByIdentityRequest__Output, _chat_v1_Principal>;
  
  /**
   * Makes a guest and a login.
   */
  LogInGuest: grpc.handleUnaryCall<_chat_v1_LogInGuestRequest__Output, _chat_v1_Principal>;
  
  /**
   * Ends the login of the caller.
   */
  LogOut: grpc.handleUnaryCall<_chat_v1_LogOutRequest__Output, _chat_v1_LogOutResponse>;
  
  /**
   * All the caller has written and got, in pages: a session, then its messages from the first to the last.
   */
  ReadExport: grpc.handleUnaryCall<_chat_v1_ReadExportRequest__Output, _chat_v1_ReadExportResponse>;
  
  /**
   * Repeatable.
   */
  RevokeAccessToken: grpc.handleUnaryCall<_chat_v1_RevokeAccessTokenRequest__Output, _chat_v1_RevokeAccessTokenResponse>;
  
  /**
   * Ends one login of the caller. Repeatable.
   */
  RevokeLogin: grpc.handleUnaryCall<_chat_v1_RevokeLoginRequest__Output, _chat_v1_RevokeLoginResponse>;
  
  /**
   * Ends all logins of the caller, that of the call too.
   */
  RevokeLogins: grpc.handleUnaryCall<_chat_v1_RevokeLoginsRequest__Output, _chat_v1_RevokeLoginsResponse>;
  
  /**
   * Makes a local account, or makes the named guest one, with a login. ABORTED (`conflict`): the address is taken.
   */
  SignUp: grpc.handleUnaryCall<_chat_v1_SignUpRequest__Output, _chat_v1_Principal>;
  
}

export interface AccountServiceDefinition extends grpc.ServiceDefinition {
  AdoptLogin: MethodDefinition<_chat_v1_AdoptLoginRequest, _chat_v1_Principal, _chat_v1_AdoptLoginRequest__Output, _chat_v1_Principal__Output>
  Authenticate: MethodDefinition<_chat_v1_AuthenticateRequest, _chat_v1_Principal, _chat_v1_AuthenticateRequest__Output, _chat_v1_Principal__Output>
  ChangePassword: MethodDefinition<_chat_v1_ChangePasswordRequest, _chat_v1_Principal, _chat_v1_ChangePasswordRequest__Output, _chat_v1_Principal__Output>
  CheckLogins: MethodDefinition<_chat_v1_CheckLoginsRequest, _chat_v1_CheckLoginsResponse, _chat_v1_CheckLoginsRequest__Output, _chat_v1_CheckLoginsResponse__Output>
  CreateAccessToken: MethodDefinition<_chat_v1_CreateAccessTokenRequest, _chat_v1_AccessToken, _chat_v1_CreateAccessTokenRequest__Output, _chat_v1_AccessToken__Output>
  DeleteAccount: MethodDefinition<_chat_v1_DeleteAccountRequest, _chat_v1_DeleteAccountResponse, _chat_v1_DeleteAccountRequest__Output, _chat_v1_DeleteAccountResponse__Output>
  ListAccessTokens: MethodDefinition<_chat_v1_ListAccessTokensRequest, _chat_v1_ListAccessTokensResponse, _chat_v1_ListAccessTokensRequest__Output, _chat_v1_ListAccessTokensResponse__Output>
  ListLogins: MethodDefinition<_chat_v1_ListLoginsRequest, _chat_v1_ListLoginsResponse, _chat_v1_ListLoginsRequest__Output, _chat_v1_ListLoginsResponse__Output>
  LogIn: MethodDefinition<_chat_v1_LogInRequest, _chat_v1_Principal, _chat_v1_LogInRequest__Output, _chat_v1_Principal__Output>
  LogInByIdentity: MethodDefinition<_chat_v1_LogInByIdentityRequest, _chat_v1_Principal, _chat_v1_LogInByIdentityRequest__Output, _chat_v1_Principal__Output>
  LogInGuest: MethodDefinition<_chat_v1_LogInGuestRequest, _chat_v1_Principal, _chat_v1_LogInGuestRequest__Output, _chat_v1_Principal__Output>
  LogOut: MethodDefinition<_chat_v1_LogOutRequest, _chat_v1_LogOutResponse, _chat_v1_LogOutRequest__Output, _chat_v1_LogOutResponse__Output>
  ReadExport: MethodDefinition<_chat_v1_ReadExportRequest, _chat_v1_ReadExportResponse, _chat_v1_ReadExportRequest__Output, _chat_v1_ReadExportResponse__Output>
  RevokeAccessToken: MethodDefinition<_chat_v1_RevokeAccessTokenRequest, _chat_v1_RevokeAccessTokenResponse, _chat_v1_RevokeAccessTokenRequest__Output, _chat_v1_RevokeAccessTokenResponse__Output>
  RevokeLogin: MethodDefinition<_chat_v1_RevokeLoginRequest, _chat_v1_RevokeLoginResponse, _chat_v1_RevokeLoginRequest__Output, _chat_v1_RevokeLoginResponse__Output>
  RevokeLogins: MethodDefinition<_chat_v1_RevokeLoginsRequest, _chat_v1_RevokeLoginsResponse, _chat_v1_RevokeLoginsRequest__Output, _chat_v1_RevokeLoginsResponse__Output>
  SignUp: MethodDefinition<_chat_v1_SignUpRequest, _chat_v1_Principal, _chat_v1_SignUpRequest__Output, _chat_v1_Principal__Output>
}
