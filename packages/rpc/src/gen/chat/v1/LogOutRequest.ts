// Original file: proto/chat/v1/accounts.proto


export interface LogOutRequest {
}

export interface LogOutRequest__Output {
}
