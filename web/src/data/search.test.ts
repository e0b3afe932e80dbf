import 'fake-indexeddb/auto'
import { newId } from '@continuo/contract'
import { afterEach, expect, test } from 'vitest'
import { storedAnswer } from '../../test/rows.ts'
import { ChatDb, Dexie, messagesOf } from './db.ts'
import { fold, mark, snippet } from './fold.ts'
import { mergeSession } from './rows.ts'
import { createSearch, type SearchHit } from './search.ts'

const opened: ChatDb[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((db) => db.delete()))
})

async function world(...sessions: { title: string; texts: string[] }[]) {
  const db = new ChatDb(newId())
  opened.push(db)
  const ids: string[] = []
  for (const [n, { title, texts }] of sessions.entries()) {
    const id = newId()
    ids.push(id)
    const at = new Date(2026, 0, n + 1).toISOString()
    await db.sessions.put(
      mergeSession(undefined, {
        ...{ id, title, model: null, system: null, created_at: at, last_message_at: at, message_count: 1 },
        ...{ pinned: false, unread: false },
      }),
    )
    for (const [position, text] of texts.entries())
      await db.messages.put({ ...storedAnswer(newId(), id), position, text, status: 'completed' })
  }
  const search = createSearch(db)
  const find = async (query: string) => {
    const hits: SearchHit[] = []
    for await (const batch of search.find(query)) hits.push(...batch)
    return hits
  }
  return { db, ids, find }
}
const shown = ({ text, marks }: { text: string; marks: [number, number][] }) =>
  marks.toReversed().reduce((out, [a, z]) => `${out.slice(0, a)}[${out.slice(a, z)}]${out.slice(z)}`, text)

test('case, accents, vowel signs and Arabic spellings make no difference', () => {
  for (const [one, other] of [
    ['CAFÉ', 'cafe'],
    ['Straße', 'STRASSE'],
    ['إسلامٌ', 'اسلام'],
    ['مُؤْمِن', 'مومن'],
    ['مدرسة', 'مدرسه'],
    ['على', 'علي'],
    ['مـــاء', 'ماء'],
    ['کتاب', 'كتاب'],
    ['ﬁne', 'FINE'],
  ])
    expect([one, fold(one!)]).toEqual([one, fold(other!)])
})

test('marks are at the letters that were meant, whatever folding did to their number', () => {
  expect(shown(mark('Die Straße am Café', ['strasse', 'cafe']))).toBe('Die [Straße] am [Café]')
  expect(shown(mark('😀 مُحَمَّد', ['محمد']))).toBe('😀 [مُحَمَّد]')
  const long = `${'x'.repeat(5_000)} **needle** in a stack ${'y'.repeat(5_000)}`
  expect(shown(snippet(long, ['needle']))).toMatch(/^…x+ \[needle\] in a stack y+…$/u)
  const prose = `${'Begin with a word. '.repeat(9)}Then the needle comes.`
  expect(shown(snippet(prose, ['needle']))).toBe('…Begin with a word. Then the [needle] comes.')
})

test('all words have to occur, in one message or in it and the title; the newest session comes first', async () => {
  const { ids, find } = await world(
    { title: 'Lighthouses', texts: ['The keeper climbs.', 'The lamp turns, the keeper sleeps.'] },
    { title: 'Harbours', texts: ['A lamp at the pier.', 'A keeper of boats.'] },
    { title: 'The keeper and the lamp', texts: ['Nothing here.'] },
  )
  const hits = await find('KEEPER lamp')
  expect(hits.map((hit) => hit.sessionId)).toEqual([ids[2], ids[0]])
  expect(hits[1]?.message && shown(hits[1].message.snippet)).toBe('The [lamp] turns, the [keeper] sleeps.')
  expect((await find('lighthouses lamp')).map((hit) => hit.sessionId)).toEqual([ids[0]])
  expect(await find('keeper submarine')).toEqual([])
  expect(await find('   ')).toEqual([])
})

test('a session that is not kept here is found by its title', async () => {
  const { db, ids, find } = await world({ title: 'Volcanoes', texts: ['Lava'] })
  await db.messages.clear()
  await db.sessions.update(ids[0]!, { cached: 0 })
  expect(await find('volcano')).toMatchObject([{ sessionId: ids[0], count: 0 }])
  expect(await find('lava')).toEqual([])
})

test('what is written, changed or deleted after a search is known to the next one', async () => {
  const { db, ids, find } = await world({ title: 'One', texts: ['alpha'] })
  const changed = () =>
    new Promise<void>((resolve) => {
      const told = () => {
        Dexie.on('storagemutated').unsubscribe(told)
        resolve()
      }
      Dexie.on('storagemutated').subscribe(told)
    })
  const after = async (change: PromiseLike<unknown>) => {
    await Promise.all([changed(), change])
  }
  expect(await find('beta')).toEqual([])
  const id = newId()
  await after(db.messages.put({ ...storedAnswer(id, ids[0]!), position: 5, text: 'beta' }))
  expect(await find('beta')).toHaveLength(1)
  await after(db.messages.update(id, { text: 'gamma' }))
  expect(await find('beta')).toEqual([])
  expect(await find('gamma')).toHaveLength(1)
  await after(messagesOf(db, ids[0]!).delete())
  expect(await find('gamma')).toEqual([])
})
