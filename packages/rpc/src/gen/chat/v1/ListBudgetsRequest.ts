// Original file: proto/chat/v1/limits.proto


export interface ListBudgetsRequest {
  /**
   * 1 to 200, default 50.
   */
  'limit'?: (number);
  /**
   * `next` of the page before.
   */
  'before'?: (string);
  /**
   * Only this user's.
   */
  'user_id'?: (string);
  '_before'?: "before";
  '_user_id'?: "user_id";
}

export interface ListBudgetsRequest__Output {
  /**
   * 1 to 200, default 50.
   */
  'limit': (number);
  /**
   * `next` of the page before.
   */
  'before'?: (string);
  /**
   * Only this user's.
   */
  'user_id'?: (string);
  '_before'?: "before";
  '_user_id'?: "user_id";
}
