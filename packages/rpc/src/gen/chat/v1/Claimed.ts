// Original file: proto/chat/v1/generations.proto

import type { Turn as _chat_v1_Turn, Turn__Output as _chat_v1_Turn__Output } from '../../chat/v1/Turn.ts';
import type { Long } from '@grpc/proto-loader';

export interface Claimed {
  'session_id'?: (string);
  'message_id'?: (string);
  'user_id'?: (string);
  'epoch'?: (number);
  /**
   * This attempt and how many there may be, from 1.
   */
  'attempt'?: (number);
  'max_attempts'?: (number);
  'lease_ms'?: (number | string | Long);
  /**
   * What is left of the time for the whole generation.
   */
  'deadline_in_ms'?: (number | string | Long);
  'model'?: (string);
  'system'?: (string);
  /**
   * Oldest first, ends with the user message to answer; no replaced, failed, refused or empty answers.
   */
  'history'?: (_chat_v1_Turn)[];
  /**
   * The text that was kept of an earlier attempt; its epoch is 0 when there is none.
   */
  'checkpoint_epoch'?: (number);
  'checkpoint_seq'?: (number);
  'checkpoint_text'?: (string);
  'checkpoint_thinking'?: (string);
  /**
   * Milliseconds since the message was accepted.
   */
  'accepted_ms_ago'?: (number | string | Long);
  '_model'?: "model";
  '_system'?: "system";
}

export interface Claimed__Output {
  'session_id': (string);
  'message_id': (string);
  'user_id': (string);
  'epoch': (number);
  /**
   * This attempt and how many there may be, from 1.
   */
  'attempt': (number);
  'max_attempts': (number);
  'lease_ms': (number);
  /**
   * What is left of the time for the whole generation.
   */
  'deadline_in_ms': (number);
  'model'?: (string);
  'system'?: (string);
  /**
   * Oldest first, ends with the user message to answer; no replaced, failed, refused or empty answers.
   */
  'history': (_chat_v1_Turn__Output)[];
  /**
   * The text that was kept of an earlier attempt; its epoch is 0 when there is none.
   */
  'checkpoint_epoch': (number);
  'checkpoint_seq': (number);
  'checkpoint_text': (string);
  'checkpoint_thinking': (string);
  /**
   * Milliseconds since the message was accepted.
   */
  'accepted_ms_ago': (number);
  '_model'?: "model";
  '_system'?: "system";
}
