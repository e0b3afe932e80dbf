// Original file: proto/chat/v1/accounts.proto


export interface RevokeAccessTokenRequest {
  'id'?: (string);
}

export interface RevokeAccessTokenRequest__Output {
  'id': (string);
}
