// Original file: proto/chat/v1/accounts.proto

import type { Login as _chat_v1_Login, Login__Output as _chat_v1_Login__Output } from '../../chat/v1/Login.ts';

export interface ListLoginsResponse {
  'items'?: (_chat_v1_Login)[];
}

export interface ListLoginsResponse__Output {
  'items': (_chat_v1_Login__Output)[];
}
