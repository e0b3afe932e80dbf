// Original file: proto/chat/v1/accounts.proto

import type { NewLogin as _chat_v1_NewLogin, NewLogin__Output as _chat_v1_NewLogin__Output } from '../../chat/v1/NewLogin.ts';

export interface LogInGuestRequest {
  'login'?: (_chat_v1_NewLogin | null);
}

export interface LogInGuestRequest__Output {
  'login': (_chat_v1_NewLogin__Output | null);
}
