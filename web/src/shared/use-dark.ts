import { computed, ref } from 'vue'
import { useTheme } from './use-theme.ts'

const media = typeof matchMedia === 'undefined' ? undefined : matchMedia('(prefers-color-scheme: dark)')
const systemIsDark = ref(media?.matches ?? false)
media?.addEventListener('change', (event) => (systemIsDark.value = event.matches))

/** Whether the page is dark now, for what cannot be said by `light-dark()`. */
export function useIsDark() {
  const { theme } = useTheme()
  return computed(() => (theme.value === 'system' ? systemIsDark.value : theme.value === 'dark'))
}
