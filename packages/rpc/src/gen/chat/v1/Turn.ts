// Original file: proto/chat/v1/generations.proto


export interface Turn {
  'role'?: (string);
  'content'?: (string);
}

export interface Turn__Output {
  'role': (string);
  'content': (string);
}
