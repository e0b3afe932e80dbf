// Original file: proto/chat/v1/admin.proto


export interface SignOutUserRequest {
  'id'?: (string);
}

export interface SignOutUserRequest__Output {
  'id': (string);
}
