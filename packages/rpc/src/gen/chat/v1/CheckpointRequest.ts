// Original file: proto/chat/v1/generations.proto


export interface CheckpointRequest {
  'message_id'?: (string);
  'epoch'?: (number);
  /**
   * The last event that the text includes.
   */
  'seq'?: (number);
  'text'?: (string);
  'thinking'?: (string);
}

export interface CheckpointRequest__Output {
  'message_id': (string);
  'epoch': (number);
  /**
   * The last event that the text includes.
   */
  'seq': (number);
  'text': (string);
  'thinking': (string);
}
