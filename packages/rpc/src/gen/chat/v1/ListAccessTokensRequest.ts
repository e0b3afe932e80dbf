// Original file: proto/chat/v1/accounts.proto


export interface ListAccessTokensRequest {
}

export interface ListAccessTokensRequest__Output {
}
