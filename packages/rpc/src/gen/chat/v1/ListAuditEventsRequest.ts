// Original file: proto/chat/v1/admin.proto


export interface ListAuditEventsRequest {
  /**
   * Who did it or whom it concerns.
   */
  'user_id'?: (string);
  'action'?: (string);
  /**
   * 1 to 200, default 50.
   */
  'limit'?: (number);
  'before'?: (string);
  '_user_id'?: "user_id";
  '_action'?: "action";
  '_before'?: "before";
}

export interface ListAuditEventsRequest__Output {
  /**
   * Who did it or whom it concerns.
   */
  'user_id'?: (string);
  'action'?: (string);
  /**
   * 1 to 200, default 50.
   */
  'limit': (number);
  'before'?: (string);
  '_user_id'?: "user_id";
  '_action'?: "action";
  '_before'?: "before";
}
