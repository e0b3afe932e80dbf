// Original file: proto/chat/v1/admin.proto


export interface RemoveQueueJobResponse {
  /**
   * `removed`, or `unchanged`: there was nothing to do.
   */
  'outcome'?: (string);
}

export interface RemoveQueueJobResponse__Output {
  /**
   * `removed`, or `unchanged`: there was nothing to do.
   */
  'outcome': (string);
}
