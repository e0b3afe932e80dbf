// Original file: proto/chat/v1/admin.proto

import type { Queue as _chat_v1_Queue, Queue__Output as _chat_v1_Queue__Output } from '../../chat/v1/Queue.ts';
import type { WaitStats as _chat_v1_WaitStats, WaitStats__Output as _chat_v1_WaitStats__Output } from '../../chat/v1/WaitStats.ts';
import type { EndedMinute as _chat_v1_EndedMinute, EndedMinute__Output as _chat_v1_EndedMinute__Output } from '../../chat/v1/EndedMinute.ts';
import type { FailureCount as _chat_v1_FailureCount, FailureCount__Output as _chat_v1_FailureCount__Output } from '../../chat/v1/FailureCount.ts';
import type { QueueWorker as _chat_v1_QueueWorker, QueueWorker__Output as _chat_v1_QueueWorker__Output } from '../../chat/v1/QueueWorker.ts';

export interface QueueReport {
  'at'?: (string);
  'queues'?: (_chat_v1_Queue)[];
  /**
   * From acceptance to the first claim, of answers claimed in each window.
   */
  'waits'?: (_chat_v1_WaitStats)[];
  /**
   * Answers ended in each of the last 60 minutes, oldest first.
   */
  'ended'?: (_chat_v1_EndedMinute)[];
  /**
   * Of answers that ended in an error in the window, most frequent first.
   */
  'failures'?: (_chat_v1_FailureCount)[];
  'workers'?: (_chat_v1_QueueWorker)[];
  /**
   * False: Redis does not answer, and `broker` of the queues is absent.
   */
  'broker_available'?: (boolean);
}

export interface QueueReport__Output {
  'at': (string);
  'queues': (_chat_v1_Queue__Output)[];
  /**
   * From acceptance to the first claim, of answers claimed in each window.
   */
  'waits': (_chat_v1_WaitStats__Output)[];
  /**
   * Answers ended in each of the last 60 minutes, oldest first.
   */
  'ended': (_chat_v1_EndedMinute__Output)[];
  /**
   * Of answers that ended in an error in the window, most frequent first.
   */
  'failures': (_chat_v1_FailureCount__Output)[];
  'workers': (_chat_v1_QueueWorker__Output)[];
  /**
   * False: Redis does not answer, and `broker` of the queues is absent.
   */
  'broker_available': (boolean);
}
