// Original file: proto/chat/v1/accounts.proto

import type { NewLogin as _chat_v1_NewLogin, NewLogin__Output as _chat_v1_NewLogin__Output } from '../../chat/v1/NewLogin.ts';

export interface LogInRequest {
  'email'?: (string);
  'password'?: (string);
  'login'?: (_chat_v1_NewLogin | null);
}

export interface LogInRequest__Output {
  'email': (string);
  'password': (string);
  'login': (_chat_v1_NewLogin__Output | null);
}
