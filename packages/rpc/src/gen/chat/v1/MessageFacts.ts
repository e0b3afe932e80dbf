// Original file: proto/chat/v1/maintenance.proto

import type { Long } from '@grpc/proto-loader';

export interface MessageFacts {
  'message_id'?: (string);
  /**
   * False: no such message in that session.
   */
  'exists'?: (boolean);
  'status'?: (string);
  'epoch'?: (number);
  /**
   * Since it became terminal, or since it was deleted; 0 when it is active, a large number when nothing is known of it.
   */
  'ended_ms_ago'?: (number | string | Long);
  /**
   * Its end has been written to the log.
   */
  'announced'?: (boolean);
}

export interface MessageFacts__Output {
  'message_id': (string);
  /**
   * False: no such message in that session.
   */
  'exists': (boolean);
  'status': (string);
  'epoch': (number);
  /**
   * Since it became terminal, or since it was deleted; 0 when it is active, a large number when nothing is known of it.
   */
  'ended_ms_ago': (number);
  /**
   * Its end has been written to the log.
   */
  'announced': (boolean);
}
