import { type Ref, ref, watch } from 'vue'

/**
 * A choice that this browser keeps, as a ref; it follows the other tabs. Where storage is blocked it lasts as long as
 * the page. A stored value that is not valid (any more) counts as the fallback.
 */
export function preference<T extends string>(name: string, fallback: T, isValid: (value: string) => boolean): Ref<T> {
  const key = `continuo:${name}`
  const valid = (value: string | null) => (value !== null && isValid(value) ? (value as T) : fallback)
  const chosen = ref(valid(read(key))) as Ref<T>
  watch(chosen, (value) => write(key, value === fallback ? undefined : value), { flush: 'sync' })
  window.addEventListener('storage', (event) => {
    if (event.key === key) chosen.value = valid(event.newValue)
  })
  return chosen
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function write(key: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(key)
    else localStorage.setItem(key, value)
  } catch {
    // storage is blocked: the choice lasts as long as the page
  }
}
