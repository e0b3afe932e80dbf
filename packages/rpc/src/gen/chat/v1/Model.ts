// Original file: proto/chat/v1/messages.proto


export interface Model {
  'id'?: (string);
  'name'?: (string);
}

export interface Model__Output {
  'id': (string);
  'name': (string);
}
