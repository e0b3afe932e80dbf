// Original file: proto/chat/v1/limits.proto


export interface DeleteBudgetRequest {
  'id'?: (string);
}

export interface DeleteBudgetRequest__Output {
  'id': (string);
}
