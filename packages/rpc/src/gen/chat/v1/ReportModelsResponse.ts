// Original file: proto/chat/v1/generations.proto


export interface ReportModelsResponse {
}

export interface ReportModelsResponse__Output {
}
