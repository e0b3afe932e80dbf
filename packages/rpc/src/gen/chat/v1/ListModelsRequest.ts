// Original file: proto/chat/v1/messages.proto


export interface ListModelsRequest {
}

export interface ListModelsRequest__Output {
}
