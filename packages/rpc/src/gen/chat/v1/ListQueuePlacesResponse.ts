// Original file: proto/chat/v1/messages.proto

import type { QueuePlace as _chat_v1_QueuePlace, QueuePlace__Output as _chat_v1_QueuePlace__Output } from '../../chat/v1/QueuePlace.ts';

export interface ListQueuePlacesResponse {
  'places'?: (_chat_v1_QueuePlace)[];
}

export interface ListQueuePlacesResponse__Output {
  'places': (_chat_v1_QueuePlace__Output)[];
}
