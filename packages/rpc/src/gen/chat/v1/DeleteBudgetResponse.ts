// Original file: proto/chat/v1/limits.proto


export interface DeleteBudgetResponse {
}

export interface DeleteBudgetResponse__Output {
}
