// Original file: proto/chat/v1/accounts.proto


export interface AuthenticateRequest {
  'token_sha256'?: (Buffer | Uint8Array | string);
  /**
   * An access token; otherwise a login.
   */
  'access_token'?: (boolean);
}

export interface AuthenticateRequest__Output {
  'token_sha256': (Buffer);
  /**
   * An access token; otherwise a login.
   */
  'access_token': (boolean);
}
