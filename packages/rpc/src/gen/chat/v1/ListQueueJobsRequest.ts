// Original file: proto/chat/v1/admin.proto


export interface ListQueueJobsRequest {
  'queue'?: (string);
  /**
   * `held`, `waiting`, `delayed`, `running`, `stuck` or `failed`.
   */
  'state'?: (string);
  /**
   * 1 to 200, default 50.
   */
  'limit'?: (number);
  'before'?: (string);
  '_before'?: "before";
}

export interface ListQueueJobsRequest__Output {
  'queue': (string);
  /**
   * `held`, `waiting`, `delayed`, `running`, `stuck` or `failed`.
   */
  'state': (string);
  /**
   * 1 to 200, default 50.
   */
  'limit': (number);
  'before'?: (string);
  '_before'?: "before";
}
