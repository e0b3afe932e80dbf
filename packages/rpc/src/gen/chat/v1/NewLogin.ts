// Original file: proto/chat/v1/accounts.proto


/**
 * Where and how a login begins.
 */
export interface NewLogin {
  'token_sha256'?: (Buffer | Uint8Array | string);
  /**
   * Of the client, as text; a part of it is kept.
   */
  'address'?: (string);
  'user_agent'?: (string);
  '_address'?: "address";
  '_user_agent'?: "user_agent";
}

/**
 * Where and how a login begins.
 */
export interface NewLogin__Output {
  'token_sha256': (Buffer);
  /**
   * Of the client, as text; a part of it is kept.
   */
  'address'?: (string);
  'user_agent'?: (string);
  '_address'?: "address";
  '_user_agent'?: "user_agent";
}
