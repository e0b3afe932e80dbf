// Original file: proto/chat/v1/accounts.proto


export interface RevokeLoginsResponse {
}

export interface RevokeLoginsResponse__Output {
}
