// Original file: proto/chat/v1/generations.proto

import type { Claimed as _chat_v1_Claimed, Claimed__Output as _chat_v1_Claimed__Output } from '../../chat/v1/Claimed.ts';
import type { ClaimRefused as _chat_v1_ClaimRefused, ClaimRefused__Output as _chat_v1_ClaimRefused__Output } from '../../chat/v1/ClaimRefused.ts';

export interface ClaimResponse {
  'claimed'?: (_chat_v1_Claimed | null);
  'refused'?: (_chat_v1_ClaimRefused | null);
  'result'?: "claimed"|"refused";
}

export interface ClaimResponse__Output {
  'claimed'?: (_chat_v1_Claimed__Output | null);
  'refused'?: (_chat_v1_ClaimRefused__Output | null);
  'result'?: "claimed"|"refused";
}
