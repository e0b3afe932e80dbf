// Original file: proto/chat/v1/accounts.proto


export interface RevokeLoginRequest {
  'id'?: (string);
}

export interface RevokeLoginRequest__Output {
  'id': (string);
}
