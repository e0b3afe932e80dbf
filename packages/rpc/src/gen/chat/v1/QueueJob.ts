// Original file: proto/chat/v1/admin.proto


export interface QueueJob {
  /**
   * Of the answer that it is for.
   */
  'id'?: (string);
  'queue'?: (string);
  'state'?: (string);
  'user_id'?: (string);
  'user_name'?: (string);
  'user_email'?: (string);
  'model'?: (string);
  'created_at'?: (string);
  /**
   * In this state.
   */
  'since'?: (string);
  /**
   * When it is due again.
   */
  'due_at'?: (string);
  'attempts'?: (number);
  'dispatch_no'?: (number);
  'worker_id'?: (string);
  'lease_until'?: (string);
  'error_code'?: (string);
  '_user_name'?: "user_name";
  '_user_email'?: "user_email";
  '_model'?: "model";
  '_since'?: "since";
  '_due_at'?: "due_at";
  '_worker_id'?: "worker_id";
  '_lease_until'?: "lease_until";
  '_error_code'?: "error_code";
}

export interface QueueJob__Output {
  /**
   * Of the answer that it is for.
   */
  'id': (string);
  'queue': (string);
  'state': (string);
  'user_id': (string);
  'user_name'?: (string);
  'user_email'?: (string);
  'model'?: (string);
  'created_at': (string);
  /**
   * In this state.
   */
  'since'?: (string);
  /**
   * When it is due again.
   */
  'due_at'?: (string);
  'attempts': (number);
  'dispatch_no': (number);
  'worker_id'?: (string);
  'lease_until'?: (string);
  'error_code'?: (string);
  '_user_name'?: "user_name";
  '_user_email'?: "user_email";
  '_model'?: "model";
  '_since'?: "since";
  '_due_at'?: "due_at";
  '_worker_id'?: "worker_id";
  '_lease_until'?: "lease_until";
  '_error_code'?: "error_code";
}
