// Original file: proto/chat/v1/limits.proto


export interface GetUsageRequest {
}

export interface GetUsageRequest__Output {
}
