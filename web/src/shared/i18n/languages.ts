import type { TextKey } from './en.ts'

/** What the page speaks; `public/first-paint.js` knows the same list. */
export const languages = ['en', 'ar'] as const
export type Language = (typeof languages)[number]

/** A language's own name is the same in every language. */
export const nameOfLanguage: Record<Language, string> = { en: 'English', ar: 'العربية' }

export const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr')

export const isLanguage = (value: string): value is Language => (languages as readonly string[]).includes(value)

/** The first of the system's languages that the page speaks; English when it speaks none of them. */
export const systemLanguage = (wanted: readonly string[] = navigator.languages): Language =>
  wanted.map(baseOf).find(isLanguage) ?? 'en'

/** With its region where the system says one, since numbers and dates differ between them. */
export const localeOf = (language: Language, wanted: readonly string[] = navigator.languages): string =>
  wanted.find((each) => baseOf(each) === language && isLocale(each)) ?? language

/** Some systems name theirs in the way of POSIX (`en-US@posix`), which `Intl` refuses. */
function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

const baseOf = (tag: string): string => tag.split('-')[0]!.toLowerCase()

/** Keys whose text counts something: they have a `_one` beside them. */
type CountedKey = { [K in TextKey]: `${K}_one` extends TextKey ? K : never }[TextKey]

/** Every text of the app, and of what is counted the other plural forms of the language. */
export type Texts<Forms extends Intl.LDMLPluralRule = never> = Record<TextKey, string> &
  Record<`${CountedKey}_${Forms}`, string>
