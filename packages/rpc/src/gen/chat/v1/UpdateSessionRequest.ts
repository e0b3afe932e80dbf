// Original file: proto/chat/v1/sessions.proto


export interface UpdateSessionRequest {
  'id'?: (string);
  /**
   * Absent fields stay as they are.
   */
  'title'?: (string);
  /**
   * Empty takes the value away.
   */
  'model'?: (string);
  'system'?: (string);
  'pinned'?: (boolean);
  /**
   * Everything that has ended in it until now has been read.
   */
  'read'?: (boolean);
  '_title'?: "title";
  '_model'?: "model";
  '_system'?: "system";
  '_pinned'?: "pinned";
}

export interface UpdateSessionRequest__Output {
  'id': (string);
  /**
   * Absent fields stay as they are.
   */
  'title'?: (string);
  /**
   * Empty takes the value away.
   */
  'model'?: (string);
  'system'?: (string);
  'pinned'?: (boolean);
  /**
   * Everything that has ended in it until now has been read.
   */
  'read': (boolean);
  '_title'?: "title";
  '_model'?: "model";
  '_system'?: "system";
  '_pinned'?: "pinned";
}
