// Original file: proto/chat/v1/admin.proto


export interface RetryQueueJobResponse {
  /**
   * `ordered`, or `unchanged`: there was nothing to do.
   */
  'outcome'?: (string);
}

export interface RetryQueueJobResponse__Output {
  /**
   * `ordered`, or `unchanged`: there was nothing to do.
   */
  'outcome': (string);
}
