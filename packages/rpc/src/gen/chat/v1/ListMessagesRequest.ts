// Original file: proto/chat/v1/messages.proto


export interface ListMessagesRequest {
  'session_id'?: (string);
  /**
   * 1 to 200, default 50.
   */
  'limit'?: (number);
  /**
   * `next` of the page before.
   */
  'before'?: (string);
  '_before'?: "before";
}

export interface ListMessagesRequest__Output {
  'session_id': (string);
  /**
   * 1 to 200, default 50.
   */
  'limit': (number);
  /**
   * `next` of the page before.
   */
  'before'?: (string);
  '_before'?: "before";
}
