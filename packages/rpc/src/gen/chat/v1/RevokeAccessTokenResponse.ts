// Original file: proto/chat/v1/accounts.proto


export interface RevokeAccessTokenResponse {
}

export interface RevokeAccessTokenResponse__Output {
}
