import { AppError } from '@continuo/contract'
import { failpoint } from '@continuo/runtime'
import type { UsageProto } from '@continuo/rpc'
import type { MessageRow } from '../db/tables.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Deps } from '../deps.ts'
import { sha256Hex } from '../sha256.ts'
import { orderTitle } from '../titles/order-title.ts'
import { type Ended, afterEnd, endMessage, failureFacts } from './end-message.ts'
import { mayWrite } from './generation.ts'
import { type LockedMessage, lockMessage } from './generation-store.ts'
import { usageFacts } from './usage.ts'

/** What a writer says of the attempt whose epoch it holds. */
export interface WriterWord {
  readonly messageId: string
  readonly epoch: number
  /** The last seq it appended; 0 = nothing. */
  readonly seq: number
  readonly text: string
  readonly thinking: string
  readonly usage: UsageProto | null
}

export interface CompleteCommand extends WriterWord {
  readonly sha256: string
  readonly stopReason: string
  readonly model: string
  readonly latencyMs: number
  /** Since the claim of the attempt. */
  readonly firstTokenMs: number | undefined
  /** Undefined when an earlier attempt has shown text, and from workers of the release before this one. */
  readonly acceptedToFirstTokenMs?: number | undefined
}

export interface FailCommand extends WriterWord {
  readonly failure: { readonly code: string; readonly message: string; readonly retryAfterS: number | undefined }
  readonly model: string | undefined
  readonly latencyMs: number | undefined
}

export interface EndReply {
  readonly status: string
  readonly replayed: boolean
}

/**
 * The answer is whole. Idempotent by (message, epoch, hash).
 * @throws {AppError} `fenced`: a newer attempt, or a cancel, owns the message. `not_found`: it was deleted.
 *   `bad_request`: the hash is not the text's.
 */
export async function completeMessage(deps: Deps, command: CompleteCommand): Promise<EndReply> {
  if (sha256Hex(command.text) !== command.sha256) throw new AppError('bad_request', 'sha256 is not the hash of text')
  const reply = await endByWriter(deps, command, {
    status: 'completed',
    isRepeat: (row) => row.sha256 === command.sha256,
    facts: (row) => ({
      ...usageFacts(row, command.usage, 'final'),
      stop_reason: command.stopReason,
      model: command.model,
      latency_ms: command.latencyMs,
      first_token_ms: command.firstTokenMs ?? null,
    }),
    inSameTransaction: orderTitle,
    onEnd: (row) => {
      if (command.acceptedToFirstTokenMs !== undefined) deps.events.firstToken(command.acceptedToFirstTokenMs / 1_000)
      else if (command.firstTokenMs !== undefined && row.claims === 1)
        deps.events.firstToken((row.started_at!.getTime() - row.created_at.getTime() + command.firstTokenMs) / 1_000)
    },
  })
  failpoint('after_complete_commit_before_reply')
  return reply
}

/** The answer ended in an error that repeating will not help, or may not. Throws as `completeMessage`. */
export const failMessage = (deps: Deps, command: FailCommand): Promise<EndReply> =>
  endByWriter(deps, command, {
    status: 'error',
    isRepeat: (row) => row.error_code === command.failure.code,
    facts: (row) => ({
      ...usageFacts(row, command.usage, 'final'),
      ...failureFacts(command.failure.code, command.failure.message, command.failure.retryAfterS),
      ...(command.model === undefined ? {} : { model: command.model }),
      ...(command.latencyMs === undefined ? {} : { latency_ms: command.latencyMs }),
    }),
  })

interface WriterEnd {
  readonly status: 'completed' | 'error'
  /** Does this ended row hold what the call says? */
  readonly isRepeat: (row: MessageRow) => boolean
  readonly facts: (row: MessageRow) => Partial<MessageRow>
  /** After the commit of an end that was none before. */
  readonly onEnd?: (row: MessageRow) => void
  readonly inSameTransaction?: (trx: Parameters<typeof orderTitle>[0], row: MessageRow) => Promise<boolean>
}

async function endByWriter(deps: Deps, command: WriterWord, how: WriterEnd): Promise<EndReply> {
  const { messageId, epoch, seq, text, thinking } = command
  const done = await inTransaction(deps.db, async (trx): Promise<(Ended & { titled: boolean }) | 'replayed'> => {
    const locked = requireMessage(await lockMessage(trx, messageId))
    const { row, state } = locked
    if (row.status === how.status && row.epoch === epoch && how.isRepeat(row)) return 'replayed'
    if (!mayWrite(state, epoch)) throw fenced(deps, locked, epoch)
    const ended = await endMessage(deps, trx, locked, {
      status: how.status,
      text,
      thinking,
      writerSeq: seq,
      facts: how.facts(row),
      usage: command.usage,
    })
    return { ...ended, titled: (await how.inSameTransaction?.(trx, ended.row)) ?? false }
  })
  if (done === 'replayed') return { status: how.status, replayed: true }
  afterEnd(deps, done, 'writer')
  how.onEnd?.(done.row)
  if (done.titled) deps.wakeRelay()
  return { status: how.status, replayed: false }
}

export function requireMessage(locked: LockedMessage | undefined): LockedMessage {
  if (!locked || locked.row.role === 'user') throw new AppError('not_found', 'There is no such message')
  return locked
}

/** The refusal of an older writer, counted and logged. */
export function fenced(deps: Pick<Deps, 'events' | 'logger'>, { row }: LockedMessage, epoch: number): AppError {
  deps.events.fenced()
  deps.logger.info(
    { session_id: row.session_id, message_id: row.id, epoch, newest_epoch: row.epoch, status: row.status },
    'writer fenced',
  )
  return new AppError('fenced', 'A newer attempt owns this message')
}
