// Original file: proto/chat/v1/generations.proto


export interface GetTitleContextRequest {
  'session_id'?: (string);
}

export interface GetTitleContextRequest__Output {
  'session_id': (string);
}
