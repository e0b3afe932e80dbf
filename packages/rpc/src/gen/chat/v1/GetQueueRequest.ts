// Original file: proto/chat/v1/admin.proto


export interface GetQueueRequest {
  /**
   * Of what failed; 60 to 86400 s, default 3600.
   */
  'failures_window_s'?: (number);
}

export interface GetQueueRequest__Output {
  /**
   * Of what failed; 60 to 86400 s, default 3600.
   */
  'failures_window_s': (number);
}
