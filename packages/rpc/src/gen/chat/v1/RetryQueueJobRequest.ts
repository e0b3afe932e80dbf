// Original file: proto/chat/v1/admin.proto


export interface RetryQueueJobRequest {
  'queue'?: (string);
  /**
   * Of the answer.
   */
  'id'?: (string);
}

export interface RetryQueueJobRequest__Output {
  'queue': (string);
  /**
   * Of the answer.
   */
  'id': (string);
}
