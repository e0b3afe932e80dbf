// Original file: proto/chat/v1/sessions.proto


export interface Session {
  'id'?: (string);
  'title'?: (string);
  'model'?: (string);
  'system'?: (string);
  'created_at'?: (string);
  'last_message_at'?: (string);
  'message_count'?: (number);
  'pinned'?: (boolean);
  /**
   * An answer ended after its user last read the session; a stopped one does not count.
   */
  'unread'?: (boolean);
  '_title'?: "title";
  '_model'?: "model";
  '_system'?: "system";
}

export interface Session__Output {
  'id': (string);
  'title'?: (string);
  'model'?: (string);
  'system'?: (string);
  'created_at': (string);
  'last_message_at': (string);
  'message_count': (number);
  'pinned': (boolean);
  /**
   * An answer ended after its user last read the session; a stopped one does not count.
   */
  'unread': (boolean);
  '_title'?: "title";
  '_model'?: "model";
  '_system'?: "system";
}
