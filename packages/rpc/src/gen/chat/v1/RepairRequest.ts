// Original file: proto/chat/v1/maintenance.proto


export interface RepairRequest {
  /**
   * At most 500 messages per call are looked at.
   */
  'limit'?: (number);
}

export interface RepairRequest__Output {
  /**
   * At most 500 messages per call are looked at.
   */
  'limit': (number);
}
