// Original file: proto/chat/v1/generations.proto


export interface RenewLeasesResponse {
  /**
   * Those that are no longer this worker's: stop them at once.
   */
  'lost_message_ids'?: (string)[];
}

export interface RenewLeasesResponse__Output {
  /**
   * Those that are no longer this worker's: stop them at once.
   */
  'lost_message_ids': (string)[];
}
