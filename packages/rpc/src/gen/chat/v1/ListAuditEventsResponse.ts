// Original file: proto/chat/v1/admin.proto

import type { AuditEvent as _chat_v1_AuditEvent, AuditEvent__Output as _chat_v1_AuditEvent__Output } from '../../chat/v1/AuditEvent.ts';

export interface ListAuditEventsResponse {
  'items'?: (_chat_v1_AuditEvent)[];
  'next'?: (string);
  '_next'?: "next";
}

export interface ListAuditEventsResponse__Output {
  'items': (_chat_v1_AuditEvent__Output)[];
  'next'?: (string);
  '_next'?: "next";
}
