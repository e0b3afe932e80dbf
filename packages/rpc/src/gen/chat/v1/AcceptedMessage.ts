// Original file: proto/chat/v1/messages.proto


export interface AcceptedMessage {
  'session_id'?: (string);
  'user_message_id'?: (string);
  'message_id'?: (string);
  'task_id'?: (string);
  'status'?: (string);
  /**
   * The same request had been accepted before.
   */
  'replayed'?: (boolean);
}

export interface AcceptedMessage__Output {
  'session_id': (string);
  'user_message_id': (string);
  'message_id': (string);
  'task_id': (string);
  'status': (string);
  /**
   * The same request had been accepted before.
   */
  'replayed': (boolean);
}
