import { computed, shallowRef, watch } from 'vue'
import { preference } from '../preference.ts'
import { en, type TextKey } from './en.ts'
import { directionOf, isLanguage, type Language, localeOf, systemLanguage, type Texts } from './languages.ts'

export type { TextKey } from './en.ts'

/** Only the chosen language is loaded; English is there anyway, for when another one cannot be. */
const loaders: Record<Language, () => Promise<Texts>> = {
  en: () => Promise.resolve(en),
  ar: () => import('./ar.ts').then((module) => module.ar),
}

interface Speech {
  language: Language
  locale: string
  texts: Readonly<Record<string, string>>
  plural: Intl.PluralRules
  number: Intl.NumberFormat
}

function speechOf(language: Language, texts: Texts): Speech {
  const locale = localeOf(language)
  return { language, locale, texts, plural: new Intl.PluralRules(locale), number: new Intl.NumberFormat(locale) }
}

const speech = shallowRef(speechOf('en', en))

/** What the user wants to read: the system's language, or one of those the page speaks. */
export const languageChoice = preference<Language | 'system'>('language', 'system', isLanguage)

/** The language the page speaks now, its locale for `Intl`, and its direction. */
export const language = computed(() => speech.value.language)
export const locale = computed(() => speech.value.locale)
export const direction = computed(() => directionOf(speech.value.language))

/** Speaks the chosen language; English when its texts cannot be loaded. Await it before the page is shown. */
export async function speakChosen(): Promise<void> {
  const wanted = languageChoice.value === 'system' ? systemLanguage() : languageChoice.value
  const texts = await loaders[wanted]().catch(() => undefined)
  speech.value = texts ? speechOf(wanted, texts) : speechOf('en', en)
  document.documentElement.lang = speech.value.language
  document.documentElement.dir = direction.value
}
watch(languageChoice, speakChosen)

/**
 * The text of a key in the page's language. Numbers are written as the language writes them; `count` picks the plural
 * form where the text has several.
 */
export function t(key: TextKey, values: Record<string, string | number> = {}): string {
  const { texts, plural, number } = speech.value
  const { count } = values
  const form = typeof count === 'number' ? texts[`${key}_${plural.select(count)}`] : undefined
  return (form ?? texts[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]
    return value === undefined ? whole : typeof value === 'number' ? number.format(value) : value
  })
}

export const isTextKey = (key: string): key is TextKey => Object.hasOwn(en, key)
