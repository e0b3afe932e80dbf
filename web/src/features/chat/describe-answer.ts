import type { AnswerState } from '@continuo/contract'
import type { StoredMessage } from '../../data/rows.ts'
import { isTextKey, locale, t, type TextKey } from '../../shared/i18n/index.ts'
import { aboutTime } from './about-time.ts'
import { goesOnAt, startsAt } from './wait-left.ts'

export interface AnswerNote {
  kind: 'waiting' | 'recovering' | 'limited' | 'error' | 'cancelled' | 'remark'
  text: string
  /** Instead of `text` while there are so many seconds left until `until`. */
  textIn?: (seconds: number) => string
  /** When what is waited for is expected (Unix ms). */
  until?: number | undefined
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
  if (state.recovering) return recovering(state)
  if (state.status === 'queued') return queued(state)
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

/** A model that is busy, or limits its callers, is waited for: nothing has failed. */
function recovering({ wait }: AnswerState): AnswerNote {
  if (wait?.reason !== 'rate_limited' && wait?.reason !== 'overloaded')
    return { kind: 'recovering', text: t('answer.recovering'), canRetry: false }
  return {
    kind: 'limited',
    text: t('answer.waitingModel'),
    textIn: (seconds) => t('answer.waitingModelS', { seconds }),
    until: goesOnAt(wait),
    canRetry: false,
  }
}

/** Where it stands, and when it will begin as far as anybody knows. */
function queued({ wait }: AnswerState): AnswerNote {
  const ahead = wait?.queuePosition
  return {
    kind: 'waiting',
    text: ahead ? t('answer.queuedAt', { count: ahead }) : t('answer.queued'),
    textIn: (seconds) =>
      ahead
        ? t('answer.queuedAtFor', { count: ahead, time: aboutTime(seconds) })
        : t('answer.queuedFor', { time: aboutTime(seconds) }),
    until: wait && startsAt(wait),
    canRetry: false,
  }
}

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
