// Original file: proto/chat/v1/admin.proto


export interface Generation {
  /**
   * Of the answer.
   */
  'id'?: (string);
  'user_id'?: (string);
  'user_name'?: (string);
  'user_email'?: (string);
  /**
   * `queued` or `generating`.
   */
  'status'?: (string);
  'model'?: (string);
  'created_at'?: (string);
  'started_at'?: (string);
  'attempts'?: (number);
  '_user_name'?: "user_name";
  '_user_email'?: "user_email";
  '_model'?: "model";
  '_started_at'?: "started_at";
}

export interface Generation__Output {
  /**
   * Of the answer.
   */
  'id': (string);
  'user_id': (string);
  'user_name'?: (string);
  'user_email'?: (string);
  /**
   * `queued` or `generating`.
   */
  'status': (string);
  'model'?: (string);
  'created_at': (string);
  'started_at'?: (string);
  'attempts': (number);
  '_user_name'?: "user_name";
  '_user_email'?: "user_email";
  '_model'?: "model";
  '_started_at'?: "started_at";
}
