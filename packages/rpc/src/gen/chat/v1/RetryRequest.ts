// Original file: proto/chat/v1/messages.proto


export interface RetryRequest {
  'id'?: (string);
}

export interface RetryRequest__Output {
  'id': (string);
}
