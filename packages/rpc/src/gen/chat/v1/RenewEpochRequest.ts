// Original file: proto/chat/v1/generations.proto


export interface RenewEpochRequest {
  'message_id'?: (string);
  'epoch'?: (number);
}

export interface RenewEpochRequest__Output {
  'message_id': (string);
  'epoch': (number);
}
