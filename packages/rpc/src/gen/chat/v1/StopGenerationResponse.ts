// Original file: proto/chat/v1/admin.proto


export interface StopGenerationResponse {
  /**
   * How the answer has ended; not by this call if it had ended before.
   */
  'status'?: (string);
}

export interface StopGenerationResponse__Output {
  /**
   * How the answer has ended; not by this call if it had ended before.
   */
  'status': (string);
}
