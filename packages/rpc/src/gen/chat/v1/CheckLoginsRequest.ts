// Original file: proto/chat/v1/accounts.proto


export interface CheckLoginsRequest {
  /**
   * 1,000 at most.
   */
  'ids'?: (string)[];
}

export interface CheckLoginsRequest__Output {
  /**
   * 1,000 at most.
   */
  'ids': (string)[];
}
