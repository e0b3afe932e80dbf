import { ref, watch } from 'vue'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const storageKey = 'continuo:theme'

const stored = (): Theme => {
  try {
    const theme = localStorage.getItem(storageKey)
    return theme === 'light' || theme === 'dark' ? theme : 'system'
  } catch {
    return 'system'
  }
}

const theme = ref<Theme>(stored())

watch(theme, (chosen) => {
  if (chosen === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = chosen
  try {
    if (chosen === 'system') localStorage.removeItem(storageKey)
    else localStorage.setItem(storageKey, chosen)
  } catch {
    // storage is blocked: the choice lasts as long as the page
  }
})

/** The colours of the page: the system's, unless chosen otherwise. `public/theme.js` sets it before the first paint. */
export const useTheme = () => ({
  theme,
  next: () => {
    theme.value = themes[(themes.indexOf(theme.value) + 1) % themes.length]!
  },
})
