// Original file: proto/chat/v1/maintenance.proto


export interface PruneRequest {
  'limit'?: (number);
}

export interface PruneRequest__Output {
  'limit': (number);
}
