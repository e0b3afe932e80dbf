// Original file: proto/chat/v1/sessions.proto


export interface CreateGuestRequest {
}

export interface CreateGuestRequest__Output {
}
