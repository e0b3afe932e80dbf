// Original file: proto/chat/v1/messages.proto


export interface CancelRequest {
  'id'?: (string);
  /**
   * What the clicker has seen; absent: everything that is in the log.
   */
  'seen_epoch'?: (number);
  'seen_seq'?: (number);
  '_seen_epoch'?: "seen_epoch";
  '_seen_seq'?: "seen_seq";
}

export interface CancelRequest__Output {
  'id': (string);
  /**
   * What the clicker has seen; absent: everything that is in the log.
   */
  'seen_epoch'?: (number);
  'seen_seq'?: (number);
  '_seen_epoch'?: "seen_epoch";
  '_seen_seq'?: "seen_seq";
}
