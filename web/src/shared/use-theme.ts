import { watch } from 'vue'
import { preference } from './preference.ts'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const theme = preference<Theme>('theme', 'system', (value) => value === 'light' || value === 'dark')

watch(theme, (chosen) => {
  if (chosen === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = chosen
})

/** The colours of the page: the system's, unless chosen otherwise. `public/first-paint.js` sets it for the first paint. */
export const useTheme = () => ({
  theme,
  next: () => {
    theme.value = themes[(themes.indexOf(theme.value) + 1) % themes.length]!
  },
})
