// Original file: proto/chat/v1/maintenance.proto


export interface PruneResponse {
  'outbox_rows'?: (number);
  'tombstones'?: (number);
}

export interface PruneResponse__Output {
  'outbox_rows': (number);
  'tombstones': (number);
}
