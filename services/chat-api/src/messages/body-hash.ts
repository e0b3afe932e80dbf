import { sha256Hex } from '../sha256.ts'

export interface MessageBody {
  readonly content: string
  readonly sessionId?: string | undefined
  readonly model?: string | undefined
  readonly system?: string | undefined
}

/**
 * The identity of what was sent: two requests with one id are the same request exactly when this is equal. An array of
 * fixed order, so that neither the order of keys nor a value that looks like a separator can make two bodies equal.
 * Stored: never change it without a new prefix.
 */
export const bodyHash = ({ content, sessionId, model, system }: MessageBody): string =>
  `1:${sha256Hex(JSON.stringify([content, sessionId ?? null, model ?? null, system ?? null]))}`
