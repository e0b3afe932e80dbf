import { type MessageStatus, isTerminal } from '@continuo/contract'
import type { MessageFactsReply } from '@continuo/rpc'

/** What is known of one message when its keys have turned up. */
export interface Evidence {
  /** What Postgres says, by way of chat-api. */
  readonly facts: Pick<MessageFactsReply, 'exists' | 'status' | 'ended_ms_ago' | 'announced'>
  /** Time since the last sign of life in its status hash; undefined without one. */
  readonly silentMs: number | undefined
}

/**
 * Whether the keys may go. Postgres decides: the message must be terminal or gone, and for longer than the grace, in
 * which late viewers still replay the log. A sign of life within the grace speaks against it in any case, and an end
 * that has not been announced yet is the reconciler's work first.
 */
export function isRemovable({ facts, silentMs }: Evidence, graceMs: number): boolean {
  if (silentMs !== undefined && silentMs < graceMs) return false
  if (facts.ended_ms_ago < graceMs) return false
  return facts.exists ? facts.announced && isTerminal(facts.status as MessageStatus) : true
}
