// Original file: proto/chat/v1/accounts.proto


export interface CheckLoginsResponse {
  'ended'?: (string)[];
}

export interface CheckLoginsResponse__Output {
  'ended': (string)[];
}
