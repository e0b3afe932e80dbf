// Original file: proto/chat/v1/accounts.proto


export interface DeleteAccountResponse {
}

export interface DeleteAccountResponse__Output {
}
