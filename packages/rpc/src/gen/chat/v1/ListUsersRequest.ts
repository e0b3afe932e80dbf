// Original file: proto/chat/v1/admin.proto


export interface ListUsersRequest {
  /**
   * A part of the address or of the name, or the beginning of an id.
   */
  'search'?: (string);
  'kind'?: (string);
  /**
   * 1 to 200, default 50.
   */
  'limit'?: (number);
  /**
   * `next` of the page before.
   */
  'before'?: (string);
  '_search'?: "search";
  '_kind'?: "kind";
  '_before'?: "before";
}

export interface ListUsersRequest__Output {
  /**
   * A part of the address or of the name, or the beginning of an id.
   */
  'search'?: (string);
  'kind'?: (string);
  /**
   * 1 to 200, default 50.
   */
  'limit': (number);
  /**
   * `next` of the page before.
   */
  'before'?: (string);
  '_search'?: "search";
  '_kind'?: "kind";
  '_before'?: "before";
}
