// Original file: proto/chat/v1/accounts.proto


export interface Account {
  'id'?: (string);
  /**
   * `guest` or `account`.
   */
  'kind'?: (string);
  'name'?: (string);
  /**
   * For people to read; it identifies nobody.
   */
  'email'?: (string);
  /**
   * `user` or `admin`.
   */
  'role'?: (string);
  'groups'?: (string)[];
  'created_at'?: (string);
  '_name'?: "name";
  '_email'?: "email";
}

export interface Account__Output {
  'id': (string);
  /**
   * `guest` or `account`.
   */
  'kind': (string);
  'name'?: (string);
  /**
   * For people to read; it identifies nobody.
   */
  'email'?: (string);
  /**
   * `user` or `admin`.
   */
  'role': (string);
  'groups': (string)[];
  'created_at': (string);
  '_name'?: "name";
  '_email'?: "email";
}
