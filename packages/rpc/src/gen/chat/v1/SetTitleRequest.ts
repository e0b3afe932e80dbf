// Original file: proto/chat/v1/generations.proto


export interface SetTitleRequest {
  'session_id'?: (string);
  'title'?: (string);
}

export interface SetTitleRequest__Output {
  'session_id': (string);
  'title': (string);
}
