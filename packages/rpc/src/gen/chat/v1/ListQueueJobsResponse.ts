// Original file: proto/chat/v1/admin.proto

import type { QueueJob as _chat_v1_QueueJob, QueueJob__Output as _chat_v1_QueueJob__Output } from '../../chat/v1/QueueJob.ts';

export interface ListQueueJobsResponse {
  'items'?: (_chat_v1_QueueJob)[];
  'next'?: (string);
  '_next'?: "next";
}

export interface ListQueueJobsResponse__Output {
  'items': (_chat_v1_QueueJob__Output)[];
  'next'?: (string);
  '_next'?: "next";
}
