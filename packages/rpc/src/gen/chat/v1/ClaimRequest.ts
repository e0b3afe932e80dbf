// Original file: proto/chat/v1/generations.proto


export interface ClaimRequest {
  'message_id'?: (string);
  'dispatch_no'?: (number);
  'worker_id'?: (string);
}

export interface ClaimRequest__Output {
  'message_id': (string);
  'dispatch_no': (number);
  'worker_id': (string);
}
