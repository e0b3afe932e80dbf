// Original file: proto/chat/v1/generations.proto

import type { Usage as _chat_v1_Usage, Usage__Output as _chat_v1_Usage__Output } from '../../chat/v1/Usage.ts';

export interface SetTitleRequest {
  'session_id'?: (string);
  'title'?: (string);
  /**
   * What making it has used.
   */
  'usage'?: (_chat_v1_Usage | null);
  'model'?: (string);
  '_model'?: "model";
}

export interface SetTitleRequest__Output {
  'session_id': (string);
  'title': (string);
  /**
   * What making it has used.
   */
  'usage': (_chat_v1_Usage__Output | null);
  'model'?: (string);
  '_model'?: "model";
}
