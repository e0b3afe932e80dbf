// Original file: proto/chat/v1/admin.proto


export interface AuditEvent {
  'id'?: (string);
  'at'?: (string);
  'action'?: (string);
  /**
   * Who did it; absent: nobody who was signed in.
   */
  'actor_id'?: (string);
  /**
   * Whom it concerns.
   */
  'subject_id'?: (string);
  /**
   * Of both, while they have one.
   */
  'actor_email'?: (string);
  'subject_email'?: (string);
  'request_id'?: (string);
  /**
   * A small JSON object.
   */
  'facts'?: (string);
  '_actor_id'?: "actor_id";
  '_subject_id'?: "subject_id";
  '_actor_email'?: "actor_email";
  '_subject_email'?: "subject_email";
  '_request_id'?: "request_id";
}

export interface AuditEvent__Output {
  'id': (string);
  'at': (string);
  'action': (string);
  /**
   * Who did it; absent: nobody who was signed in.
   */
  'actor_id'?: (string);
  /**
   * Whom it concerns.
   */
  'subject_id'?: (string);
  /**
   * Of both, while they have one.
   */
  'actor_email'?: (string);
  'subject_email'?: (string);
  'request_id'?: (string);
  /**
   * A small JSON object.
   */
  'facts': (string);
  '_actor_id'?: "actor_id";
  '_subject_id'?: "subject_id";
  '_actor_email'?: "actor_email";
  '_subject_email'?: "subject_email";
  '_request_id'?: "request_id";
}
