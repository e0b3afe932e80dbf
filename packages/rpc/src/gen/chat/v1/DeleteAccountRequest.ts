// Original file: proto/chat/v1/accounts.proto


export interface DeleteAccountRequest {
  /**
   * Needed by who signs in with one.
   */
  'password'?: (string);
  /**
   * Of the client, as text: tries are counted by it.
   */
  'address'?: (string);
  '_password'?: "password";
  '_address'?: "address";
}

export interface DeleteAccountRequest__Output {
  /**
   * Needed by who signs in with one.
   */
  'password'?: (string);
  /**
   * Of the client, as text: tries are counted by it.
   */
  'address'?: (string);
  '_password'?: "password";
  '_address'?: "address";
}
