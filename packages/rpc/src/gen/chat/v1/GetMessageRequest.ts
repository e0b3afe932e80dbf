// Original file: proto/chat/v1/messages.proto


export interface GetMessageRequest {
  'id'?: (string);
  /**
   * When given, the message must belong to it.
   */
  'session_id'?: (string);
  '_session_id'?: "session_id";
}

export interface GetMessageRequest__Output {
  'id': (string);
  /**
   * When given, the message must belong to it.
   */
  'session_id'?: (string);
  '_session_id'?: "session_id";
}
