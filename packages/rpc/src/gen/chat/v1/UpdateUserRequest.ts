// Original file: proto/chat/v1/admin.proto


export interface UpdateUserRequest {
  'id'?: (string);
  /**
   * Absent: stays as it is.
   */
  'role'?: (string);
  /**
   * True ends all logins and access tokens of the user.
   */
  'disabled'?: (boolean);
  '_role'?: "role";
  '_disabled'?: "disabled";
}

export interface UpdateUserRequest__Output {
  'id': (string);
  /**
   * Absent: stays as it is.
   */
  'role'?: (string);
  /**
   * True ends all logins and access tokens of the user.
   */
  'disabled'?: (boolean);
  '_role'?: "role";
  '_disabled'?: "disabled";
}
