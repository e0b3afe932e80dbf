// Original file: proto/chat/v1/maintenance.proto


export interface RepairResponse {
  'redispatched'?: (number);
  'ended'?: (number);
  'announced'?: (number);
}

export interface RepairResponse__Output {
  'redispatched': (number);
  'ended': (number);
  'announced': (number);
}
