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
  '_title'?: "title";
  '_model'?: "model";
  '_system'?: "system";
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
  '_title'?: "title";
  '_model'?: "model";
  '_system'?: "system";
}
