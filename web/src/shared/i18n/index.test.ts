import { afterEach, describe, expect, test } from 'vitest'
import { ar } from './ar.ts'
import { en } from './en.ts'
import { languageChoice, speakChosen, t } from './index.ts'
import { localeOf, systemLanguage } from './languages.ts'

async function speak(choice: typeof languageChoice.value) {
  languageChoice.value = choice
  await speakChosen()
}
afterEach(() => speak('system'))

const holes = (text: string) => new Set(text.match(/\{\w+\}/g))

describe('two complete languages', () => {
  test('every Arabic text fills in what the English one does, or leaves only the count unsaid', () => {
    for (const [key, text] of Object.entries(en)) {
      const theirs = holes(ar[key as keyof typeof en])
      const missing = [...holes(text)].filter((hole) => !theirs.has(hole))
      expect(
        missing.filter((hole) => hole !== '{count}'),
        key,
      ).toEqual([])
      expect(
        [...theirs].filter((hole) => !holes(text).has(hole)),
        key,
      ).toEqual([])
    }
  })

  test('no Arabic text was left in English', () => {
    // what has no word of its own ("{queue}: {state}") has none to translate
    const hasWords = (text: string) => /\p{Letter}/u.test(text.replaceAll(/\{\w+\}/g, ''))
    const same = Object.entries(en).filter(([key, text]) => hasWords(text) && ar[key as keyof typeof en] === text)
    expect(same.map(([, text]) => text)).toEqual(['Continuo', 'Continuo'])
  })

  test('Arabic counts in its six forms', async () => {
    await speak('ar')
    const said = [0, 1, 2, 3, 11, 100].map((count) => t('announce.progress', { count }))
    expect(new Set(said.map((text) => text.replace(/[\d٠-٩]+/, ''))).size).toBe(5)
    expect(said[1]).toBe(ar['announce.progress_one'])
    expect(said[2]).toBe(ar['announce.progress_two'])
  })

  test('English says one in words and writes thousands apart', async () => {
    await speak('en')
    expect(t('announce.progress', { count: 1 })).toBe('Still writing, one word so far.')
    expect(t('announce.progress', { count: 1200 })).toBe('Still writing, 1,200 words so far.')
  })
})

test('the page speaks the first language of the system that it knows', () => {
  expect(systemLanguage(['fr-CA', 'ar-EG', 'en-US'])).toBe('ar')
  expect(systemLanguage(['fr-CA', 'de'])).toBe('en')
})

test('numbers and dates are written as the region writes them, and a name that is no locale does no harm', () => {
  expect(localeOf('en', ['ar-EG', 'en-GB', 'en-US'])).toBe('en-GB')
  expect(localeOf('en', ['en-US@posix'])).toBe('en')
})

test('the choice turns the page round, and turns it back', async () => {
  await speak('ar')
  expect([document.documentElement.lang, document.documentElement.dir]).toEqual(['ar', 'rtl'])
  await speak('en')
  expect([document.documentElement.lang, document.documentElement.dir]).toEqual(['en', 'ltr'])
})

test('a system that names its language in a way of its own gets that language without a region', () => {
  expect(localeOf('en', ['en-US@posix'])).toBe('en')
  expect(localeOf('en', ['ar', 'en-GB'])).toBe('en-GB')
})
