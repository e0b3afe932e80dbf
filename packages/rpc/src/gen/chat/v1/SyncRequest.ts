// Original file: proto/chat/v1/messages.proto


export interface SyncRequest {
  'since'?: (string);
  /**
   * Rows at most; 1 to 500, default 200.
   */
  'limit'?: (number);
  '_since'?: "since";
}

export interface SyncRequest__Output {
  'since'?: (string);
  /**
   * Rows at most; 1 to 500, default 200.
   */
  'limit': (number);
  '_since'?: "since";
}
