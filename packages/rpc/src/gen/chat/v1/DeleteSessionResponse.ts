// Original file: proto/chat/v1/sessions.proto


export interface DeleteSessionResponse {
}

export interface DeleteSessionResponse__Output {
}
