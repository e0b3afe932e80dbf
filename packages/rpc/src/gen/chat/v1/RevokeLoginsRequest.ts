// Original file: proto/chat/v1/accounts.proto


export interface RevokeLoginsRequest {
}

export interface RevokeLoginsRequest__Output {
}
