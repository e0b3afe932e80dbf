// Original file: proto/chat/v1/sessions.proto


export interface User {
  'id'?: (string);
  /**
   * `guest` or `account`.
   */
  'kind'?: (string);
  'name'?: (string);
  'created_at'?: (string);
  '_name'?: "name";
}

export interface User__Output {
  'id': (string);
  /**
   * `guest` or `account`.
   */
  'kind': (string);
  'name'?: (string);
  'created_at': (string);
  '_name'?: "name";
}
