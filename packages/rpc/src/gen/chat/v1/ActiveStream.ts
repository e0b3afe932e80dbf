// Original file: proto/chat/v1/messages.proto


export interface ActiveStream {
  'session_id'?: (string);
  'message_id'?: (string);
  'status'?: (string);
  'started_at'?: (string);
  'epoch'?: (number);
  'seq'?: (number);
  /**
   * W3C Trace Context of the message, when it is traced: for the spans of its delivery.
   */
  'traceparent'?: (string);
  '_traceparent'?: "traceparent";
}

export interface ActiveStream__Output {
  'session_id': (string);
  'message_id': (string);
  'status': (string);
  'started_at': (string);
  'epoch': (number);
  'seq': (number);
  /**
   * W3C Trace Context of the message, when it is traced: for the spans of its delivery.
   */
  'traceparent'?: (string);
  '_traceparent'?: "traceparent";
}
