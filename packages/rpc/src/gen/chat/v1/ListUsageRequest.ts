// Original file: proto/chat/v1/limits.proto


export interface ListUsageRequest {
  /**
   * Days, `2026-11-24`, both included; the whole spans 400 days at most.
   */
  'from'?: (string);
  'to'?: (string);
  'user_id'?: (string);
  /**
   * 1 to 1000, default 200.
   */
  'limit'?: (number);
  'before'?: (string);
  '_user_id'?: "user_id";
  '_before'?: "before";
}

export interface ListUsageRequest__Output {
  /**
   * Days, `2026-11-24`, both included; the whole spans 400 days at most.
   */
  'from': (string);
  'to': (string);
  'user_id'?: (string);
  /**
   * 1 to 1000, default 200.
   */
  'limit': (number);
  'before'?: (string);
  '_user_id'?: "user_id";
  '_before'?: "before";
}
