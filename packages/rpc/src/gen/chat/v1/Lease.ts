// Original file: proto/chat/v1/generations.proto


export interface Lease {
  'message_id'?: (string);
  'epoch'?: (number);
}

export interface Lease__Output {
  'message_id': (string);
  'epoch': (number);
}
