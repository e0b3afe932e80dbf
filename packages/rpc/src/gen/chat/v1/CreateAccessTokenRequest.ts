// Original file: proto/chat/v1/accounts.proto


export interface CreateAccessTokenRequest {
  'name'?: (string);
  'scopes'?: (string)[];
  'expires_in_days'?: (number);
  'token_sha256'?: (Buffer | Uint8Array | string);
}

export interface CreateAccessTokenRequest__Output {
  'name': (string);
  'scopes': (string)[];
  'expires_in_days': (number);
  'token_sha256': (Buffer);
}
