// Original file: proto/chat/v1/messages.proto


export interface ListQueuePlacesRequest {
  /**
   * Of answers; 1,000 at most.
   */
  'ids'?: (string)[];
}

export interface ListQueuePlacesRequest__Output {
  /**
   * Of answers; 1,000 at most.
   */
  'ids': (string)[];
}
