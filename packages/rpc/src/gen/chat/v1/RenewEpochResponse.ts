// Original file: proto/chat/v1/generations.proto


export interface RenewEpochResponse {
  'epoch'?: (number);
}

export interface RenewEpochResponse__Output {
  'epoch': (number);
}
