// Original file: proto/chat/v1/accounts.proto


export interface RevokeLoginResponse {
}

export interface RevokeLoginResponse__Output {
}
