// Original file: proto/chat/v1/sessions.proto


export interface ListSessionsRequest {
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

export interface ListSessionsRequest__Output {
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
