// Original file: proto/chat/v1/admin.proto

import type { AdminUser as _chat_v1_AdminUser, AdminUser__Output as _chat_v1_AdminUser__Output } from '../../chat/v1/AdminUser.ts';

export interface ListUsersResponse {
  'items'?: (_chat_v1_AdminUser)[];
  'next'?: (string);
  '_next'?: "next";
}

export interface ListUsersResponse__Output {
  'items': (_chat_v1_AdminUser__Output)[];
  'next'?: (string);
  '_next'?: "next";
}
