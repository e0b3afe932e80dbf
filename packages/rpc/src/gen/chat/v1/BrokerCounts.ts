// Original file: proto/chat/v1/admin.proto


/**
 * What Redis says, in jobs.
 */
export interface BrokerCounts {
  'waiting'?: (number);
  'delayed'?: (number);
  'active'?: (number);
  'failed'?: (number);
  'workers'?: (number);
  'oldest_waiting_s'?: (number | string);
  '_oldest_waiting_s'?: "oldest_waiting_s";
}

/**
 * What Redis says, in jobs.
 */
export interface BrokerCounts__Output {
  'waiting': (number);
  'delayed': (number);
  'active': (number);
  'failed': (number);
  'workers': (number);
  'oldest_waiting_s'?: (number);
  '_oldest_waiting_s'?: "oldest_waiting_s";
}
