// Original file: proto/chat/v1/messages.proto

import type { Model as _chat_v1_Model, Model__Output as _chat_v1_Model__Output } from '../../chat/v1/Model.ts';

export interface ListModelsResponse {
  'items'?: (_chat_v1_Model)[];
  'default_id'?: (string);
  /**
   * Answers come from the stand-in model server of development.
   */
  'stand_in'?: (boolean);
}

export interface ListModelsResponse__Output {
  'items': (_chat_v1_Model__Output)[];
  'default_id': (string);
  /**
   * Answers come from the stand-in model server of development.
   */
  'stand_in': (boolean);
}
