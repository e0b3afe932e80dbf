// Original file: proto/chat/v1/messages.proto


export interface ListActiveStreamsRequest {
  'session_id'?: (string);
  '_session_id'?: "session_id";
}

export interface ListActiveStreamsRequest__Output {
  'session_id'?: (string);
  '_session_id'?: "session_id";
}
