// Original file: proto/chat/v1/sessions.proto


export interface Session {
  'id'?: (string);
  'title'?: (string);
  'model'?: (string);
  'system'?: (string);
  'created_at'?: (string);
  'last_message_at'?: (string);
  'message_count'?: (number);
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
  '_title'?: "title";
  '_model'?: "model";
  '_system'?: "system";
}
