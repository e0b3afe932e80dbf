import { ref } from 'vue'

/** What a screen reader says next; shown by `LiveRegion.vue`. */
export const announcement = ref('')

/** Says one thing politely. Never used per token: only starts, ends and results of the user's own actions. */
export function announce(text: string): void {
  // the same text twice in a row must be spoken twice
  announcement.value = announcement.value === text ? `${text}\u00a0` : text
}
