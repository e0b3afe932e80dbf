// Original file: proto/chat/v1/accounts.proto

import type { AccessToken as _chat_v1_AccessToken, AccessToken__Output as _chat_v1_AccessToken__Output } from '../../chat/v1/AccessToken.ts';

export interface ListAccessTokensResponse {
  'items'?: (_chat_v1_AccessToken)[];
}

export interface ListAccessTokensResponse__Output {
  'items': (_chat_v1_AccessToken__Output)[];
}
