// Original file: proto/chat/v1/accounts.proto


export interface LogOutResponse {
}

export interface LogOutResponse__Output {
}
