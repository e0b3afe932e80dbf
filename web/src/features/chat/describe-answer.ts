import type { AnswerState } from '@continuo/contract'
import type { StoredMessage } from '../../data/rows.ts'
import { isTextKey, locale, t, type TextKey } from '../../shared/i18n/index.ts'

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

/** What an answer took, line by line; only what is known. */
export function detailsOf(row: StoredMessage, modelName: string): { label: string; value: string }[] {
  const { usage, latencyMs } = row
  const seconds = latencyMs === null ? undefined : latencyMs / 1_000
  const perSecond = usage && seconds ? usage.output_tokens / seconds : undefined
  const asked = new Intl.DateTimeFormat(locale.value, { dateStyle: 'medium', timeStyle: 'short' })
  const lines: [TextKey, string | undefined][] = [
    ['details.model', modelName],
    ['details.created', asked.format(new Date(row.createdAt))],
    ['details.input', usage ? t('details.tokens', { count: usage.input_tokens }) : undefined],
    ['details.output', usage ? t('details.tokens', { count: usage.output_tokens }) : undefined],
    ['details.time', seconds === undefined ? undefined : t('details.seconds', { seconds: round(seconds) })],
    ['details.speed', perSecond ? t('details.perSecond', { count: Math.round(perSecond) }) : undefined],
  ]
  return lines.flatMap(([label, value]) => (value ? [{ label: t(label), value }] : []))
}

const round = (seconds: number): number => Math.round(seconds * 10) / 10
