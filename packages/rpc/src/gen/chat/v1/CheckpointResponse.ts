// Original file: proto/chat/v1/generations.proto


export interface CheckpointResponse {
}

export interface CheckpointResponse__Output {
}
