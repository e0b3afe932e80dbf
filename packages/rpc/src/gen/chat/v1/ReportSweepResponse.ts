// Original file: proto/chat/v1/maintenance.proto


export interface ReportSweepResponse {
}

export interface ReportSweepResponse__Output {
}
