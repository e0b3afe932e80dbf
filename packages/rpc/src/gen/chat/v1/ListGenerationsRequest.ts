// Original file: proto/chat/v1/admin.proto


export interface ListGenerationsRequest {
  /**
   * 1 to 200, default 50.
   */
  'limit'?: (number);
  'before'?: (string);
  '_before'?: "before";
}

export interface ListGenerationsRequest__Output {
  /**
   * 1 to 200, default 50.
   */
  'limit': (number);
  'before'?: (string);
  '_before'?: "before";
}
