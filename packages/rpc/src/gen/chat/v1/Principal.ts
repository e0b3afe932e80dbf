// Original file: proto/chat/v1/accounts.proto

import type { Account as _chat_v1_Account, Account__Output as _chat_v1_Account__Output } from '../../chat/v1/Account.ts';

export interface Principal {
  'account'?: (_chat_v1_Account | null);
  /**
   * Of the login or of the access token.
   */
  'login_id'?: (string);
  /**
   * `guest`, `password`, `oidc`, `token`.
   */
  'kind'?: (string);
  /**
   * Of an access token; empty for a login, which may do everything.
   */
  'scopes'?: (string)[];
  /**
   * Unless it is used before.
   */
  'expires_at'?: (string);
}

export interface Principal__Output {
  'account': (_chat_v1_Account__Output | null);
  /**
   * Of the login or of the access token.
   */
  'login_id': (string);
  /**
   * `guest`, `password`, `oidc`, `token`.
   */
  'kind': (string);
  /**
   * Of an access token; empty for a login, which may do everything.
   */
  'scopes': (string)[];
  /**
   * Unless it is used before.
   */
  'expires_at': (string);
}
