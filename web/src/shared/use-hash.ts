import { ref, watch } from 'vue'
import { sha256 } from '../data/sha256.ts'
import { onIdle } from './on-idle.ts'

/** The SHA-256 of a text as it is shown; undefined while the text is undefined or being hashed. */
export function useHash(text: () => string | undefined) {
  const hash = ref<string>()
  watch(
    text,
    (value, _before, onCleanup) => {
      hash.value = undefined
      if (value === undefined) return
      // nobody waits for it
      const cancel = onIdle(async () => {
        const digest = await sha256(value)
        if (text() === value) hash.value = digest
      })
      onCleanup(cancel)
    },
    { immediate: true },
  )
  return hash
}
