import { AppError, type Position, isAfter, origin } from '@continuo/contract'
import type { StreamReader, StreamRef } from '@continuo/stream-log/types'
import type { ChatApi } from '../chat-api.ts'
import type { CallFacts } from '../http/operation.ts'
import { endOf } from '../messages/stored-events.ts'
import { notBeyond } from './cursors.ts'

export interface TargetDeps {
  api: Pick<ChatApi, 'messages' | 'sessions'>
  reader: Pick<StreamReader, 'heads'>
}

export interface Target {
  readonly ref: StreamRef
  readonly after: Position
  /** Of the message, when it is traced. */
  readonly traceparent?: string | undefined
}

export type ActiveStream = Pick<Target, 'ref' | 'traceparent'>

export const listActive = async (
  { api }: Pick<TargetDeps, 'api'>,
  call: Pick<CallFacts, 'asCaller'>,
  sessionId: string | undefined,
): Promise<ActiveStream[]> => {
  const { streams } = await api.messages.listActiveStreams(
    sessionId === undefined ? {} : { session_id: sessionId },
    call.asCaller,
  )
  return streams.map(({ session_id, message_id, traceparent }) => ({
    ref: { sessionId: session_id, messageId: message_id },
    traceparent,
  }))
}

/**
 * What a stream has to tell: everything active, and what has ended since its client's cursor. Cursors of messages that
 * are not the caller's, or not of this session, are as if they had not been given.
 * @throws {AppError} `not_found` for a session that is not the caller's.
 */
export async function findTargets(
  deps: TargetDeps,
  call: CallFacts,
  { sessionId, cursors }: { sessionId: string | undefined; cursors: ReadonlyMap<string, Position> },
): Promise<Target[]> {
  const [active] = await Promise.all([
    listActive(deps, call, sessionId),
    sessionId === undefined ? undefined : deps.api.sessions.getSession({ id: sessionId }, call.asCaller),
  ])
  const activeIds = new Set(active.map(({ ref }) => ref.messageId))
  const others = [...cursors].filter(([messageId]) => !activeIds.has(messageId))
  const ended = await Promise.all(
    others.map(([messageId, after]) => unseenEnd(deps, call, { sessionId, messageId, after })),
  )
  return [...(await resumeAll(deps, active, cursors)), ...ended.flatMap((target) => target ?? [])]
}

/** Cursors beyond what the log holds are not ours. With Redis away there is no telling, and no harm in believing. */
async function resumeAll(
  { reader }: TargetDeps,
  active: readonly ActiveStream[],
  cursors: ReadonlyMap<string, Position>,
): Promise<Target[]> {
  const refs = active.map(({ ref }) => ref)
  const claimed = refs.filter(({ messageId }) => (cursors.get(messageId)?.seq ?? 0) > 0)
  const heads = claimed.length === 0 ? [] : await reader.heads(claimed).catch(() => [])
  const headOf = new Map(claimed.map(({ messageId }, index) => [messageId, heads[index]?.at]))
  return active.map(({ ref, traceparent }) => {
    const cursor = cursors.get(ref.messageId) ?? origin
    return { ref, traceparent, after: notBeyond(cursor, headOf.get(ref.messageId)) ? cursor : origin }
  })
}

async function unseenEnd(
  { api }: TargetDeps,
  call: CallFacts,
  { sessionId, messageId, after }: { sessionId: string | undefined; messageId: string; after: Position },
): Promise<Target | undefined> {
  try {
    const message = await api.messages.getMessage(
      { id: messageId, ...(sessionId === undefined ? {} : { session_id: sessionId }) },
      call.asCaller,
    )
    if (message.role === 'user') return undefined
    const ref = { sessionId: message.session_id, messageId }
    const end = endOf(message)
    if (!end || isAfter(end, after)) return { ref, after }
    return isAfter(after, end) ? { ref, after: origin } : undefined
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return undefined
    throw error
  }
}
