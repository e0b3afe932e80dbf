// Original file: proto/chat/v1/admin.proto


export interface AdminUser {
  'id'?: (string);
  /**
   * `guest` or `account`.
   */
  'kind'?: (string);
  'name'?: (string);
  'email'?: (string);
  /**
   * `user` or `admin`.
   */
  'role'?: (string);
  'groups'?: (string)[];
  'created_at'?: (string);
  'disabled_at'?: (string);
  /**
   * By a login, to within minutes.
   */
  'last_seen_at'?: (string);
  '_name'?: "name";
  '_email'?: "email";
  '_disabled_at'?: "disabled_at";
  '_last_seen_at'?: "last_seen_at";
}

export interface AdminUser__Output {
  'id': (string);
  /**
   * `guest` or `account`.
   */
  'kind': (string);
  'name'?: (string);
  'email'?: (string);
  /**
   * `user` or `admin`.
   */
  'role': (string);
  'groups': (string)[];
  'created_at': (string);
  'disabled_at'?: (string);
  /**
   * By a login, to within minutes.
   */
  'last_seen_at'?: (string);
  '_name'?: "name";
  '_email'?: "email";
  '_disabled_at'?: "disabled_at";
  '_last_seen_at'?: "last_seen_at";
}
