import type { VirtualizerHandle } from 'virtua/vue'
import type { StoredMessage } from '../../data/rows.ts'

type Sizes = VirtualizerHandle['cache']

/** Where a reader was in a session, so that coming back leads there again. Lives as long as the page. */
export interface ScrollPlace {
  /** The first place that was on the list: reading begins there. */
  from: number
  /** The message at the top of the screen, and how much of it was above; undefined: at the end. */
  anchor: { id: string; offsetPx: number } | undefined
  /** The measured heights of the messages from `firstId` on. */
  sizes: { firstId: string; count: number; snapshot: Sizes }
}

const kept = 60
const places = new Map<string, ScrollPlace>()

export const placeOf = (sessionId: string): ScrollPlace | undefined => places.get(sessionId)

/** Where reading begins when the reader was not at the end. */
export function firstPlaceOf(sessionId: string): number | undefined {
  const place = places.get(sessionId)
  return place?.anchor && place.from
}

export function rememberPlace(sessionId: string, place: ScrollPlace): void {
  places.delete(sessionId)
  places.set(sessionId, place)
  if (places.size > kept) places.delete(places.keys().next().value!)
}

/** Heights that still fit the list: measured from the same message on, and none has gone. */
export const sizesFor = (place: ScrollPlace | undefined, messages: StoredMessage[]): Sizes | undefined =>
  place && place.sizes.firstId === messages[0]?.id && place.sizes.count === messages.length
    ? place.sizes.snapshot
    : undefined
