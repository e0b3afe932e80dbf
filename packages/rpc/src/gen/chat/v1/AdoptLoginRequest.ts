// Original file: proto/chat/v1/accounts.proto

import type { NewLogin as _chat_v1_NewLogin, NewLogin__Output as _chat_v1_NewLogin__Output } from '../../chat/v1/NewLogin.ts';

export interface AdoptLoginRequest {
  'user_id'?: (string);
  /**
   * When it was signed, ISO 8601.
   */
  'issued_at'?: (string);
  'login'?: (_chat_v1_NewLogin | null);
}

export interface AdoptLoginRequest__Output {
  'user_id': (string);
  /**
   * When it was signed, ISO 8601.
   */
  'issued_at': (string);
  'login': (_chat_v1_NewLogin__Output | null);
}
