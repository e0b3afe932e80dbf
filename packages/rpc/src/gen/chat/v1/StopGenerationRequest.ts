// Original file: proto/chat/v1/admin.proto


export interface StopGenerationRequest {
  'id'?: (string);
}

export interface StopGenerationRequest__Output {
  'id': (string);
}
