// Original file: proto/chat/v1/admin.proto


export interface SignOutUserResponse {
}

export interface SignOutUserResponse__Output {
}
