// Original file: proto/chat/v1/admin.proto


export interface RemoveQueueJobRequest {
  'queue'?: (string);
  /**
   * Of the answer.
   */
  'id'?: (string);
}

export interface RemoveQueueJobRequest__Output {
  'queue': (string);
  /**
   * Of the answer.
   */
  'id': (string);
}
