// Original file: proto/chat/v1/sessions.proto


export interface DeleteSessionRequest {
  'id'?: (string);
}

export interface DeleteSessionRequest__Output {
  'id': (string);
}
