// Original file: proto/chat/v1/messages.proto


export interface ActiveStream {
  'session_id'?: (string);
  'message_id'?: (string);
  'status'?: (string);
  'started_at'?: (string);
  'epoch'?: (number);
  'seq'?: (number);
}

export interface ActiveStream__Output {
  'session_id': (string);
  'message_id': (string);
  'status': (string);
  'started_at': (string);
  'epoch': (number);
  'seq': (number);
}
