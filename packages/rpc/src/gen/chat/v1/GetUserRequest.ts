// Original file: proto/chat/v1/sessions.proto


export interface GetUserRequest {
}

export interface GetUserRequest__Output {
}
