/** Where an answer stands that waits in the queue, as far as is known. */
export interface KnownPlace {
  readonly queue_position?: number | undefined
  /** Seconds. */
  readonly wait_estimate_s?: number | undefined
}

/** An estimate that goes down with the clock is no news; one that is off by more than this part of it, and 3 s, is. */
const tolerance = { part: 0.2, leastS: 3 }

/**
 * Judges what is worth telling to a viewer whose answer waits: another place, an estimate where there was none, or one that
 * differs from what the viewer has by counting down the last.
 * @param now Milliseconds of any clock.
 * @returns Tells whether it is to be told; then it counts as told.
 */
export function createPlaceNews(now: () => number = () => performance.now()): (place: KnownPlace) => boolean {
  let told: { readonly place: KnownPlace; readonly at: number } | undefined
  const isNews = (place: KnownPlace): boolean => {
    if (!told) return true
    // just accepted, or just begun: somebody else tells more in a moment
    if (place.queue_position === undefined) return false
    if (told.place.queue_position !== place.queue_position) return true
    const [before, after] = [told.place.wait_estimate_s, place.wait_estimate_s]
    if (before === undefined || after === undefined) return before !== after
    const expected = Math.max(0, before - (now() - told.at) / 1_000)
    return Math.abs(after - expected) > Math.max(tolerance.leastS, tolerance.part * expected)
  }
  return (place) => {
    const news = isNews(place)
    if (news) told = { place, at: now() }
    return news
  }
}
