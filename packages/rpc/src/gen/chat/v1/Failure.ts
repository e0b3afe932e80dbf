// Original file: proto/chat/v1/messages.proto


export interface Failure {
  'code'?: (string);
  /**
   * For people; holds no secret, no prompt, no upstream body.
   */
  'message'?: (string);
  'retryable'?: (boolean);
  'retry_after_s'?: (number | string);
  '_retry_after_s'?: "retry_after_s";
}

export interface Failure__Output {
  'code': (string);
  /**
   * For people; holds no secret, no prompt, no upstream body.
   */
  'message': (string);
  'retryable': (boolean);
  'retry_after_s'?: (number);
  '_retry_after_s'?: "retry_after_s";
}
