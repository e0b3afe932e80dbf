// Original file: proto/chat/v1/generations.proto


export interface ReleaseResponse {
}

export interface ReleaseResponse__Output {
}
