// Original file: proto/chat/v1/admin.proto

import type { HeldAnswer as _chat_v1_HeldAnswer, HeldAnswer__Output as _chat_v1_HeldAnswer__Output } from '../../chat/v1/HeldAnswer.ts';

export interface QueueWorker {
  'id'?: (string);
  /**
   * Connected to the queue, as far as Redis tells; absent: it was not asked.
   */
  'connected'?: (boolean);
  /**
   * Answers that it holds a lease of; the first 50.
   */
  'holds'?: (_chat_v1_HeldAnswer)[];
  'held'?: (number);
  '_connected'?: "connected";
}

export interface QueueWorker__Output {
  'id': (string);
  /**
   * Connected to the queue, as far as Redis tells; absent: it was not asked.
   */
  'connected'?: (boolean);
  /**
   * Answers that it holds a lease of; the first 50.
   */
  'holds': (_chat_v1_HeldAnswer__Output)[];
  'held': (number);
  '_connected'?: "connected";
}
