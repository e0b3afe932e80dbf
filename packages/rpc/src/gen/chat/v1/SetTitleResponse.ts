// Original file: proto/chat/v1/generations.proto


export interface SetTitleResponse {
  /**
   * False when the user had given a title meanwhile.
   */
  'applied'?: (boolean);
}

export interface SetTitleResponse__Output {
  /**
   * False when the user had given a title meanwhile.
   */
  'applied': (boolean);
}
