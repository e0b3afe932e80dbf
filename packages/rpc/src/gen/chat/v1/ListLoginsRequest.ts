// Original file: proto/chat/v1/accounts.proto


export interface ListLoginsRequest {
}

export interface ListLoginsRequest__Output {
}
