// Original file: proto/chat/v1/generations.proto

import type { Lease as _chat_v1_Lease, Lease__Output as _chat_v1_Lease__Output } from '../../chat/v1/Lease.ts';

export interface RenewLeasesRequest {
  'worker_id'?: (string);
  'leases'?: (_chat_v1_Lease)[];
}

export interface RenewLeasesRequest__Output {
  'worker_id': (string);
  'leases': (_chat_v1_Lease__Output)[];
}
