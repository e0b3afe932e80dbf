// Original file: proto/chat/v1/maintenance.proto


export interface MessageRef {
  'session_id'?: (string);
  'message_id'?: (string);
}

export interface MessageRef__Output {
  'session_id': (string);
  'message_id': (string);
}
