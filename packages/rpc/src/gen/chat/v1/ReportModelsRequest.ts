// Original file: proto/chat/v1/generations.proto

import type { Model as _chat_v1_Model, Model__Output as _chat_v1_Model__Output } from '../../chat/v1/Model.ts';

export interface ReportModelsRequest {
  'items'?: (_chat_v1_Model)[];
  'default_id'?: (string);
  'stand_in'?: (boolean);
}

export interface ReportModelsRequest__Output {
  'items': (_chat_v1_Model__Output)[];
  'default_id': (string);
  'stand_in': (boolean);
}
