import { ref, watch } from 'vue'
import { sha256 } from '../data/sha256.ts'

/** The SHA-256 of a text as it is shown; undefined while the text is undefined or being hashed. */
export function useHash(text: () => string | undefined) {
  const hash = ref<string>()
  watch(
    text,
    async (value) => {
      hash.value = undefined
      if (value === undefined) return
      const digest = await sha256(value)
      if (text() === value) hash.value = digest
    },
    { immediate: true },
  )
  return hash
}
