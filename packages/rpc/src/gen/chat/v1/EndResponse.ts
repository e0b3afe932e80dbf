// Original file: proto/chat/v1/generations.proto


export interface EndResponse {
  'status'?: (string);
  /**
   * The end had been written before, by this same call.
   */
  'replayed'?: (boolean);
}

export interface EndResponse__Output {
  'status': (string);
  /**
   * The end had been written before, by this same call.
   */
  'replayed': (boolean);
}
