// Original file: proto/chat/v1/accounts.proto

import type { NewLogin as _chat_v1_NewLogin, NewLogin__Output as _chat_v1_NewLogin__Output } from '../../chat/v1/NewLogin.ts';

export interface LogInByIdentityRequest {
  'issuer'?: (string);
  'subject'?: (string);
  'email'?: (string);
  /**
   * The provider says that the address is this person's.
   */
  'email_verified'?: (boolean);
  'name'?: (string);
  'groups'?: (string)[];
  /**
   * What the provider's groups say; absent: they say nothing about it.
   */
  'admin'?: (boolean);
  'login'?: (_chat_v1_NewLogin | null);
  /**
   * As in SignUp; a person who has an account already gets that one.
   */
  'guest_id'?: (string);
  '_email'?: "email";
  '_name'?: "name";
  '_admin'?: "admin";
  '_guest_id'?: "guest_id";
}

export interface LogInByIdentityRequest__Output {
  'issuer': (string);
  'subject': (string);
  'email'?: (string);
  /**
   * The provider says that the address is this person's.
   */
  'email_verified': (boolean);
  'name'?: (string);
  'groups': (string)[];
  /**
   * What the provider's groups say; absent: they say nothing about it.
   */
  'admin'?: (boolean);
  'login': (_chat_v1_NewLogin__Output | null);
  /**
   * As in SignUp; a person who has an account already gets that one.
   */
  'guest_id'?: (string);
  '_email'?: "email";
  '_name'?: "name";
  '_admin'?: "admin";
  '_guest_id'?: "guest_id";
}
