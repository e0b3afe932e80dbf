// Original file: proto/chat/v1/accounts.proto


export interface AccessToken {
  'id'?: (string);
  'name'?: (string);
  'scopes'?: (string)[];
  'created_at'?: (string);
  'expires_at'?: (string);
  'last_used_at'?: (string);
  '_last_used_at'?: "last_used_at";
}

export interface AccessToken__Output {
  'id': (string);
  'name': (string);
  'scopes': (string)[];
  'created_at': (string);
  'expires_at': (string);
  'last_used_at'?: (string);
  '_last_used_at'?: "last_used_at";
}
