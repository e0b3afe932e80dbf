import {
  type AddressedEvent,
  type EventType,
  isUuid,
  type LifecycleEvent,
  type LifecycleType,
  type Position,
} from '@continuo/contract'

/** What one SSE frame says to this app. `skipped` is an event of a newer server: its place counts, its meaning does not. */
export type Incoming =
  | { kind: 'event'; event: AddressedEvent }
  | { kind: 'skipped'; session_id: string; message_id: string; at: Position }
  | { kind: 'lifecycle'; event: LifecycleEvent }
  | { kind: 'drain'; reconnectInMs: number }

// names only, checked against the contract by type: its schemas would bring zod into the page
const events = {
  ...{ status: true, delta: true, thinking: true, snapshot: true, reset: true },
  ...{ completed: true, error: true, cancelled: true },
} satisfies Record<EventType, true>
const lifecycles = {
  ...{ message_accepted: true, message_ended: true, session_changed: true, session_deleted: true },
} satisfies Record<LifecycleType, true>
const isEventType = (name: string): name is EventType => Object.hasOwn(events, name)
const isLifecycleType = (name: string): name is LifecycleType => Object.hasOwn(lifecycles, name)

/** Reads one frame; undefined for whatever it does not know, so that newer servers can speak to older pages. */
export function readFrame(name: string | undefined, data: string): Incoming | undefined {
  const body = parseObject(data)
  return name && body ? frameOf(name, body) : undefined
}

export function frameOf(name: string, body: Record<string, unknown>): Incoming | undefined {
  if (name === 'drain') {
    const reconnectInMs = body['reconnect_in_ms']
    return isCount(reconnectInMs) ? { kind: 'drain', reconnectInMs } : undefined
  }
  if (isLifecycleType(name)) return { kind: 'lifecycle', event: { type: name, ...body } as LifecycleEvent }
  const { session_id, message_id, epoch, seq } = body
  if (!isUuid(session_id) || !isUuid(message_id) || !isCount(epoch) || !isCount(seq)) return undefined
  if (isEventType(name)) return { kind: 'event', event: { type: name, ...body } as unknown as AddressedEvent }
  return { kind: 'skipped', session_id, message_id, at: { epoch, seq } }
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0

function parseObject(data: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(data)
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}
