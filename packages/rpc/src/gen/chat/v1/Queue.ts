// Original file: proto/chat/v1/admin.proto

import type { QueueDepth as _chat_v1_QueueDepth, QueueDepth__Output as _chat_v1_QueueDepth__Output } from '../../chat/v1/QueueDepth.ts';
import type { BrokerCounts as _chat_v1_BrokerCounts, BrokerCounts__Output as _chat_v1_BrokerCounts__Output } from '../../chat/v1/BrokerCounts.ts';

export interface Queue {
  /**
   * `chat` or `default`.
   */
  'name'?: (string);
  /**
   * By what Postgres knows, in answers; of `default` only what has not been handed to Redis yet.
   */
  'depth'?: (_chat_v1_QueueDepth | null);
  /**
   * Age of what waits longest.
   */
  'oldest_waiting_s'?: (number | string);
  'broker'?: (_chat_v1_BrokerCounts | null);
  '_oldest_waiting_s'?: "oldest_waiting_s";
  '_broker'?: "broker";
}

export interface Queue__Output {
  /**
   * `chat` or `default`.
   */
  'name': (string);
  /**
   * By what Postgres knows, in answers; of `default` only what has not been handed to Redis yet.
   */
  'depth': (_chat_v1_QueueDepth__Output | null);
  /**
   * Age of what waits longest.
   */
  'oldest_waiting_s'?: (number);
  'broker'?: (_chat_v1_BrokerCounts__Output | null);
  '_oldest_waiting_s'?: "oldest_waiting_s";
  '_broker'?: "broker";
}
