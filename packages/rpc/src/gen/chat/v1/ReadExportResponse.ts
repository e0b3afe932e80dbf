// Original file: proto/chat/v1/accounts.proto

import type { ExportRecord as _chat_v1_ExportRecord, ExportRecord__Output as _chat_v1_ExportRecord__Output } from '../../chat/v1/ExportRecord.ts';

export interface ReadExportResponse {
  'records'?: (_chat_v1_ExportRecord)[];
  /**
   * Absent: that was all.
   */
  'next'?: (string);
  '_next'?: "next";
}

export interface ReadExportResponse__Output {
  'records': (_chat_v1_ExportRecord__Output)[];
  /**
   * Absent: that was all.
   */
  'next'?: (string);
  '_next'?: "next";
}
