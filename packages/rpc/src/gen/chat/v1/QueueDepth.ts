// Original file: proto/chat/v1/admin.proto


export interface QueueDepth {
  /**
   * Behind an answer of its session, or its user's limit.
   */
  'held'?: (number);
  'waiting'?: (number);
  'delayed'?: (number);
  'running'?: (number);
  /**
   * Its worker is lost, or it could not be handed to Redis for 10 s.
   */
  'stuck'?: (number);
  /**
   * Ended in an error within the failures window.
   */
  'failed'?: (number);
}

export interface QueueDepth__Output {
  /**
   * Behind an answer of its session, or its user's limit.
   */
  'held': (number);
  'waiting': (number);
  'delayed': (number);
  'running': (number);
  /**
   * Its worker is lost, or it could not be handed to Redis for 10 s.
   */
  'stuck': (number);
  /**
   * Ended in an error within the failures window.
   */
  'failed': (number);
}
