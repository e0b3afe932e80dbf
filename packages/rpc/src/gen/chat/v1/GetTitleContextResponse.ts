// Original file: proto/chat/v1/generations.proto

import type { Turn as _chat_v1_Turn, Turn__Output as _chat_v1_Turn__Output } from '../../chat/v1/Turn.ts';

export interface GetTitleContextResponse {
  /**
   * False: there is a title already, or nothing to make one from.
   */
  'wanted'?: (boolean);
  'model'?: (string);
  'turns'?: (_chat_v1_Turn)[];
  '_model'?: "model";
}

export interface GetTitleContextResponse__Output {
  /**
   * False: there is a title already, or nothing to make one from.
   */
  'wanted': (boolean);
  'model'?: (string);
  'turns': (_chat_v1_Turn__Output)[];
  '_model'?: "model";
}
