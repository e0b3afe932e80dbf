// Original file: proto/chat/v1/messages.proto


export interface SendMessageRequest {
  'content'?: (string);
  'session_id'?: (string);
  /**
   * The user message's id and idempotency key; made by chat-api when absent.
   */
  'id'?: (string);
  'model'?: (string);
  /**
   * System prompt of a session that this call makes, or of this answer only.
   */
  'system'?: (string);
  /**
   * Make the session named by session_id when it does not exist.
   */
  'create_session'?: (boolean);
  /**
   * The last message of the session that the sender has seen; a user message counts for its answer too. When others
   * follow it: FAILED_PRECONDITION (code `session_moved_on`), and nothing is stored.
   */
  'base'?: (string);
  '_session_id'?: "session_id";
  '_id'?: "id";
  '_model'?: "model";
  '_system'?: "system";
  '_base'?: "base";
}

export interface SendMessageRequest__Output {
  'content': (string);
  'session_id'?: (string);
  /**
   * The user message's id and idempotency key; made by chat-api when absent.
   */
  'id'?: (string);
  'model'?: (string);
  /**
   * System prompt of a session that this call makes, or of this answer only.
   */
  'system'?: (string);
  /**
   * Make the session named by session_id when it does not exist.
   */
  'create_session': (boolean);
  /**
   * The last message of the session that the sender has seen; a user message counts for its answer too. When others
   * follow it: FAILED_PRECONDITION (code `session_moved_on`), and nothing is stored.
   */
  'base'?: (string);
  '_session_id'?: "session_id";
  '_id'?: "id";
  '_model'?: "model";
  '_system'?: "system";
  '_base'?: "base";
}
