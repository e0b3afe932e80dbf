// Original file: proto/chat/v1/accounts.proto


export interface ReadExportRequest {
  /**
   * `next` of the page before.
   */
  'after'?: (string);
  '_after'?: "after";
}

export interface ReadExportRequest__Output {
  /**
   * `next` of the page before.
   */
  'after'?: (string);
  '_after'?: "after";
}
