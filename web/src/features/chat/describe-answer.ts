import type { AnswerState } from '@continuo/contract'
import type { StoredMessage } from '../../data/rows.ts'
import { isTextKey, t } from '../../shared/i18n/index.ts'

export interface AnswerNote {
  kind: 'waiting' | 'recovering' | 'error' | 'cancelled' | 'remark'
  text: string
  hint?: string
  code?: string
  /** It is tried again by itself at this time (Unix ms). */
  retryAt?: number | undefined
  canRetry: boolean
}

/** The status line of an answer: what a reader must know beside its text; undefined when there is nothing to say. */
export function noteOf(
  state: AnswerState,
  { stopReason, retryAt }: Pick<StoredMessage, 'stopReason' | 'retryAt'>,
): AnswerNote | undefined {
  if (state.status === 'error') return { ...failure(state), retryAt }
  if (state.status === 'cancelled') return { kind: 'cancelled', text: t('answer.cancelled'), canRetry: true }
  if (state.recovering) return { kind: 'recovering', text: waitText(state), canRetry: false }
  if (state.status === 'queued') return { kind: 'waiting', text: queueText(state), canRetry: false }
  const remark = `answer.${stopReason}`
  if (state.status === 'completed' && (stopReason === 'max_tokens' || stopReason === 'refusal') && isTextKey(remark))
    return { kind: 'remark', text: t(remark), canRetry: false }
  return undefined
}

function failure({ error }: AnswerState): AnswerNote {
  const key = `failure.${error?.code}`
  return {
    kind: 'error',
    text: isTextKey(key) ? t(key) : error?.message || t('failure.internal'),
    hint: hintOf(error),
    canRetry: true,
    ...(error ? { code: error.code } : {}),
  }
}

const hintOf = (error: AnswerState['error']): string =>
  error?.retry_after_s
    ? t('answer.retryIn', { seconds: Math.ceil(error.retry_after_s) })
    : t(error && !error.retryable ? 'failure.hint.no' : 'failure.hint.retry')

function waitText({ wait }: AnswerState): string {
  if (wait?.reason !== 'rate_limited' && wait?.reason !== 'overloaded') return t('answer.recovering')
  return wait.waitS ? t('answer.waitingModelS', { seconds: Math.ceil(wait.waitS) }) : t('answer.waitingModel')
}

const queueText = ({ wait }: AnswerState): string =>
  wait?.queuePosition ? t('answer.queuedAt', { count: wait.queuePosition }) : t('answer.queued')

/** Model, tokens and time of a finished answer on one line; undefined when they are not known. */
export function metaOf(row: StoredMessage, modelName: string): string | undefined {
  if (!row.usage || row.latencyMs === null) return undefined
  const seconds = (row.latencyMs / 1000).toFixed(1)
  return t('answer.meta', { model: modelName, tokens: row.usage.output_tokens, seconds })
}
