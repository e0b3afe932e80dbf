import { shallowReactive } from 'vue'

export interface Announcement {
  id: number
  text: string
}

/** Long enough for a screen reader to have taken it, in milliseconds; then it is no longer found in the page. */
const keptMs = 10_000

/** What a screen reader says next; shown by `LiveRegion.vue`. */
export const announcements = shallowReactive<Announcement[]>([])
let lastId = 0

/** Says one thing politely. Never used per token: only starts, progress now and then, ends and results of actions. */
export function announce(text: string): void {
  // each is a node of its own, so that two at once, or the same twice, are both spoken
  const id = ++lastId
  announcements.push({ id, text })
  setTimeout(() => {
    const at = announcements.findIndex((each) => each.id === id)
    if (at >= 0) announcements.splice(at, 1)
  }, keptMs)
}
