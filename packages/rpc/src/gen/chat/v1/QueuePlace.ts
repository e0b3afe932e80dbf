// Original file: proto/chat/v1/messages.proto


export interface QueuePlace {
  'id'?: (string);
  'queue_position'?: (number);
  'wait_estimate_s'?: (number | string);
  '_wait_estimate_s'?: "wait_estimate_s";
}

export interface QueuePlace__Output {
  'id': (string);
  'queue_position': (number);
  'wait_estimate_s'?: (number);
  '_wait_estimate_s'?: "wait_estimate_s";
}
