import { type LifecycleEvent, isLifecycleType, type Position } from '@continuo/contract'
import { createFollower, type Follower } from './follower.ts'
import { feedChannel, updatesChannel } from './keys.ts'
import { liveEvent, readPayload } from './log-event.ts'
import { shareReads } from './share-reads.ts'
import type { ChannelSubscription, Subscriber } from './store.ts'
import type { FeedListener, FollowInput, Hub, StreamReader } from './types.ts'

export type * from './types.ts'

export interface HubDeps {
  readonly reader: StreamReader
  readonly subscriber: Subscriber
  /** How often followers compare their position with the log's head, in ms. Default 10,000. */
  readonly checkMs?: number
  /** First pause between reads that brought nothing, in ms; doubles up to 20 times it. Default 250. */
  readonly retryMs?: number
  /** Told of failed reads, e.g. for a log line. */
  readonly onError?: (cause: unknown) => void
  /** Told of every gap that was found in what a follower heard; the log mends it. For a metric. */
  readonly onGap?: () => void
  /** Told of live events that a follower had been sent before, e.g. by a replay; they are dropped. For a metric. */
  readonly onDuplicates?: (count: number) => void
}

/** All followers of one session on this pod; they share its channel. */
interface Room {
  readonly sessionId: string
  readonly byMessage: Map<string, Set<Follower>>
  readonly subscription: ChannelSubscription
}

/** Live fan-out for one pod. Pub/sub only wakes and speeds up; the log is what viewers are held against. */
export function createHub(deps: HubDeps): Hub {
  const {
    subscriber,
    checkMs = 10_000,
    retryMs = 250,
    onError = () => {},
    onGap = () => {},
    onDuplicates = () => {},
  } = deps
  const replay = shareReads(deps.reader)
  const rooms = new Map<string, Room>()
  let feedListeners = 0

  const checking = setInterval(() => void check().catch(onError), checkMs)
  checking.unref()

  function enter(sessionId: string): Room {
    const known = rooms.get(sessionId)
    if (known) return known
    const byMessage: Room['byMessage'] = new Map()
    const subscription = subscriber.subscribe(updatesChannel(sessionId), {
      message: (payload) => deliver(sessionId, byMessage, payload),
      renewed: () => byMessage.forEach((followers) => followers.forEach((follower) => follower.doubt())),
    })
    const room = { sessionId, byMessage, subscription }
    rooms.set(sessionId, room)
    return room
  }

  function follow(input: FollowInput) {
    const { sessionId, messageId } = input.ref
    const room = enter(sessionId)
    const followers = room.byMessage.get(messageId) ?? new Set()
    room.byMessage.set(messageId, followers)
    const leave = () => {
      if (!followers.delete(follower) || followers.size > 0) return
      room.byMessage.delete(messageId)
      if (room.byMessage.size > 0) return
      rooms.delete(sessionId)
      room.subscription.close()
    }
    const follower = createFollower({ replay, retryMs, onError, onGap, onDuplicates, leave }, input)
    followers.add(follower)
    void room.subscription.ready.then(() => follower.joined())
    return follower
  }

  /** Every 10 s: whoever stands behind the log without having moved meanwhile has missed something. */
  async function check() {
    const settled = [...rooms.values()].flatMap((room) => [...room.byMessage.values()].flatMap((set) => [...set]))
    const asked = settled.filter((follower) => follower.settled).map((follower) => ({ follower, at: follower.at }))
    if (asked.length === 0) return
    const refs = [...new Map(asked.map(({ follower: { ref } }) => [ref.messageId, ref])).values()]
    const heads = await deps.reader.heads(refs)
    const at = new Map(refs.map((ref, index) => [ref.messageId, heads[index]?.at]))
    for (const { follower, at: before } of asked)
      if (same(follower.at, before) && !same(at.get(follower.ref.messageId), before)) {
        onGap()
        follower.doubt()
      }
  }

  function listenFeed(userId: string, listener: FeedListener) {
    feedListeners++
    const message = (payload: Buffer) => {
      const event = readLifecycle(payload)
      if (event) listener.event(event)
    }
    const { ready, close } = subscriber.subscribe(feedChannel(userId), { message, renewed: () => listener.missed() })
    let open = true
    return {
      ready,
      close() {
        if (open) feedListeners--
        open = false
        close()
      },
    }
  }

  return {
    follow,
    listenFeed,
    get connected() {
      return subscriber.connected
    },
    counts() {
      let followers = 0
      for (const room of rooms.values()) for (const set of room.byMessage.values()) followers += set.size
      return { channels: subscriber.channels, followers, listeners: feedListeners }
    },
    async [Symbol.asyncDispose]() {
      clearInterval(checking)
      for (const room of [...rooms.values()])
        for (const set of [...room.byMessage.values()]) for (const follower of [...set]) follower.close()
    },
  }
}

/** One event object for all viewers of the pod: its frame is composed at most once. */
function deliver(sessionId: string, byMessage: Room['byMessage'], payload: Buffer) {
  const read = readPayload(payload)
  const followers = read && byMessage.get(read.messageId)
  if (!followers) return
  const event = liveEvent({ sessionId, messageId: read.messageId }, read.at, read.entry)
  for (const follower of followers) follower.live(event)
}

const same = (a: Position | undefined, b: Position): boolean => a?.epoch === b.epoch && a.seq === b.seq

function readLifecycle(payload: Buffer): LifecycleEvent | undefined {
  try {
    const event = JSON.parse(payload.toString()) as LifecycleEvent
    return isLifecycleType(event.type) ? event : undefined
  } catch {
    return undefined
  }
}
