import { en, type TextKey } from './en.ts'

export type { TextKey } from './en.ts'

const texts: Record<TextKey, string> & Partial<Record<string, string>> = en

/** The text of a key in the page's language. With `count` 1 the `_one` form is taken where there is one. */
export function t(key: TextKey, values: Record<string, string | number> = {}): string {
  const text = (values['count'] === 1 ? texts[`${key}_one`] : undefined) ?? texts[key]
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

export const isTextKey = (key: string): key is TextKey => Object.hasOwn(en, key)
