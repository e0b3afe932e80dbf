// Original file: proto/chat/v1/admin.proto


export interface EndedMinute {
  'at'?: (string);
  'completed'?: (number);
  'failed'?: (number);
  'cancelled'?: (number);
}

export interface EndedMinute__Output {
  'at': (string);
  'completed': (number);
  'failed': (number);
  'cancelled': (number);
}
