import { AppError, isUuid } from '@continuo/contract'
import type { StreamRef } from './types.ts'

/**
 * Names of keys and channels. The braces are literal: a Redis Cluster hash tag, so that one session's keys share a slot.
 * @throws {AppError} `bad_request` for anything but a lower-case UUID: nothing else ever becomes part of a key.
 */
function id(value: string): string {
  if (!isUuid(value)) throw new AppError('bad_request', 'An id must be a lower-case UUID')
  return value
}

export const logKey = ({ sessionId, messageId }: StreamRef): string => `chat:stream:{${id(sessionId)}}:${id(messageId)}`
export const statusKey = ({ sessionId, messageId }: StreamRef): string =>
  `chat:status:{${id(sessionId)}}:${id(messageId)}`
export const taskKey = ({ sessionId, messageId }: StreamRef): string => `chat:task:{${id(sessionId)}}:${id(messageId)}`

export const updatesChannel = (sessionId: string): string => `chat:updates:{${id(sessionId)}}`
export const controlChannel = (sessionId: string): string => `chat:control:{${id(sessionId)}}`
export const feedChannel = (userId: string): string => `chat:feed:{${id(userId)}}`
/** A process hears itself here, to notice a connection that is dead but does not say so. */
export const tickChannel = (processId: string): string => `chat:tick:{${id(processId)}}`

/** What SCAN is asked for; the queue's keys live under another prefix. */
export const keyPattern = 'chat:*'

const keyShape = /^chat:(?:stream|status|task):\{([0-9a-f-]{36})\}:([0-9a-f-]{36})$/

/** The message that a log, status or task key belongs to; undefined for every other key. */
export function refOfKey(key: string): StreamRef | undefined {
  const [, sessionId, messageId] = keyShape.exec(key) ?? []
  return isUuid(sessionId) && isUuid(messageId) ? { sessionId, messageId } : undefined
}
