// Original file: proto/chat/v1/admin.proto

import type { Generation as _chat_v1_Generation, Generation__Output as _chat_v1_Generation__Output } from '../../chat/v1/Generation.ts';

export interface ListGenerationsResponse {
  'items'?: (_chat_v1_Generation)[];
  'next'?: (string);
  '_next'?: "next";
}

export interface ListGenerationsResponse__Output {
  'items': (_chat_v1_Generation__Output)[];
  'next'?: (string);
  '_next'?: "next";
}
