// Original file: proto/chat/v1/accounts.proto

import type { NewLogin as _chat_v1_NewLogin, NewLogin__Output as _chat_v1_NewLogin__Output } from '../../chat/v1/NewLogin.ts';

export interface SignUpRequest {
  'email'?: (string);
  'password'?: (string);
  'name'?: (string);
  'login'?: (_chat_v1_NewLogin | null);
  /**
   * The guest who becomes an account with all that it has; the caller has shown to be this guest.
   */
  'guest_id'?: (string);
  '_name'?: "name";
  '_guest_id'?: "guest_id";
}

export interface SignUpRequest__Output {
  'email': (string);
  'password': (string);
  'name'?: (string);
  'login': (_chat_v1_NewLogin__Output | null);
  /**
   * The guest who becomes an account with all that it has; the caller has shown to be this guest.
   */
  'guest_id'?: (string);
  '_name'?: "name";
  '_guest_id'?: "guest_id";
}
