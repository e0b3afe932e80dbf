// Original file: proto/chat/v1/maintenance.proto


export interface PruneResponse {
  'outbox_rows'?: (number);
  'tombstones'?: (number);
  /**
   * Ended logins and access tokens, and counts of tries.
   */
  'logins'?: (number);
  'audit_events'?: (number);
}

export interface PruneResponse__Output {
  'outbox_rows': (number);
  'tombstones': (number);
  /**
   * Ended logins and access tokens, and counts of tries.
   */
  'logins': (number);
  'audit_events': (number);
}
