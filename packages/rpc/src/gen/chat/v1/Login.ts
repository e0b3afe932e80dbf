// Original file: proto/chat/v1/accounts.proto


export interface Login {
  'id'?: (string);
  'kind'?: (string);
  'created_at'?: (string);
  'last_seen_at'?: (string);
  'expires_at'?: (string);
  'network'?: (string);
  'user_agent'?: (string);
  'current'?: (boolean);
  '_network'?: "network";
  '_user_agent'?: "user_agent";
}

export interface Login__Output {
  'id': (string);
  'kind': (string);
  'created_at': (string);
  'last_seen_at': (string);
  'expires_at': (string);
  'network'?: (string);
  'user_agent'?: (string);
  'current': (boolean);
  '_network'?: "network";
  '_user_agent'?: "user_agent";
}
