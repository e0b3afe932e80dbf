// Original file: proto/chat/v1/sessions.proto


export interface CreateSessionRequest {
  'id'?: (string);
  'title'?: (string);
  'model'?: (string);
  'system'?: (string);
  '_id'?: "id";
  '_title'?: "title";
  '_model'?: "model";
  '_system'?: "system";
}

export interface CreateSessionRequest__Output {
  'id'?: (string);
  'title'?: (string);
  'model'?: (string);
  'system'?: (string);
  '_id'?: "id";
  '_title'?: "title";
  '_model'?: "model";
  '_system'?: "system";
}
