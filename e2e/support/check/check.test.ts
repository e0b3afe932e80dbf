import { newId } from '@continuo/contract'
import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import type { FinalRow, FrameRecord, History } from '../history.ts'
import { checkHistory } from './check.ts'
import { sampleHistory } from './sample-history.ts'
import type { Rule } from './violation.ts'

type Sample = ReturnType<typeof sampleHistory>

/** The rules that a history breaks, without repeats. */
const broken = (history: History) => [...new Set(checkHistory(history).map(({ rule }) => rule))]

const withFrames = (sample: Sample, change: (frames: FrameRecord[]) => FrameRecord[]): History => {
  const frames = change([...sample.frames])
  return { ...sample.history, views: [{ ...sample.history.views[0]!, frames }] }
}
const withRows = ({ history }: Sample, change: (row: FinalRow) => FinalRow): History => ({
  ...history,
  rows: history.rows.map(change),
})
const answerOnly = (change: Partial<FinalRow>) => (row: FinalRow) =>
  row.role === 'assistant' ? { ...row, ...change } : row
const patched = (frame: FrameRecord, data: object): FrameRecord => ({ ...frame, data: { ...frame.data, ...data } })

test('a flawless history breaks nothing', () => {
  expect(checkHistory(sampleHistory().history)).toEqual([])
})

/** One spoiled thing each, and the promise that must be seen broken. */
const spoiled: [what: string, rule: Rule, spoil: (sample: Sample) => History][] = [
  ['an accepted question is gone', 'I1', ({ history }) => ({ ...history, rows: [history.rows[0]!] })],
  ['an accepted question has no answer', 'I1', ({ history }) => ({ ...history, rows: [history.rows[1]!] })],
  [
    'a question has two answers',
    'I1',
    ({ history }) => {
      const second = { ...history.rows[0]!, id: newId() }
      return { ...history, rows: [...history.rows, second] }
    },
  ],
  ['a message is listed twice', 'I1', ({ history }) => ({ ...history, rows: [...history.rows, history.rows[1]!] })],
  [
    'the stored question is another one',
    'I1',
    (sample) => withRows(sample, (row) => (row.role === 'user' ? { ...row, content: 'else' } : row)),
  ],
  [
    'two equal posts get two replies',
    'I1',
    ({ history, reply }) => {
      const [post] = history.posts
      return { ...history, posts: [post!, { ...post!, reply: { ...reply, message_id: newId() } }] }
    },
  ],
  ['an answer never ends', 'I2', (sample) => withRows(sample, answerOnly({ status: 'generating' }))],
  ['an end is taken back', 'I2', (sample) => withRows(sample, answerOnly({ status: 'cancelled' }))],
  [
    'two observers see two ends',
    'I2',
    ({ history, answerId }) => ({
      ...history,
      sightings: [{ messageId: answerId, status: 'error', where: 'a status call' }],
    }),
  ],
  [
    'the text shown has a hole',
    'I3',
    (sample) => withFrames(sample, (frames) => frames.map((f) => (f.event === 'delta' ? patched(f, { text: '' }) : f))),
  ],
  [
    'the text shown is doubled',
    'I3',
    (sample) =>
      withFrames(sample, (frames) =>
        frames.map((f) => (f.event === 'snapshot' ? patched(f, { text: `${String(f.data.text)}sea ` }) : f)),
      ),
  ],
  [
    'the announced length is wrong',
    'I3',
    (sample) =>
      withFrames(sample, (frames) => frames.map((f) => (f.event === 'completed' ? patched(f, { length: 3 }) : f))),
  ],
  ['the stored text is another one', 'I3', (sample) => withRows(sample, answerOnly({ content: 'The sea is de' }))],
  ['the stored hash is of another text', 'I3', (sample) => withRows(sample, answerOnly({ sha256: 'a'.repeat(64) }))],
  ['a completed answer has no hash', 'I3', (sample) => withRows(sample, answerOnly({ sha256: null }))],
  [
    'a truncated call was stored as complete',
    'I3',
    ({ history }) => ({
      ...history,
      calls: history.calls.map((call) => ({ ...call, outcome: 'faulted' })),
    }),
  ],
  [
    'the stored text is not from the model',
    'I3',
    ({ history }) => ({
      ...history,
      calls: history.calls.map((call) => ({ ...call, delivered: null, sentText: 'Something else.' })),
    }),
  ],
  ['a frame is missing', 'I4', (sample) => withFrames(sample, (frames) => frames.toSpliced(2, 1))],
  ['a frame comes twice', 'I4', (sample) => withFrames(sample, (frames) => frames.toSpliced(3, 0, frames[2]!))],
  [
    'two frames change places',
    'I4',
    (sample) => withFrames(sample, (frames) => frames.toSpliced(2, 2, frames[3]!, frames[2]!)),
  ],
  [
    'a new epoch is not announced',
    'I4',
    (sample) => withFrames(sample, (frames) => frames.filter(({ event }) => event !== 'snapshot')),
  ],
  [
    'an older writer is heard again',
    'I4',
    (sample) => withFrames(sample, (frames) => frames.toSpliced(-1, 0, sample.frame('delta', 1, 4, { text: 'stale' }))),
  ],
  [
    'a merged frame does not join on',
    'I4',
    (sample) => withFrames(sample, (frames) => frames.map((f, n) => (n === 3 ? patched(f, { first_seq: 2 }) : f))),
  ],
  [
    'an id is of another place',
    'I4',
    (sample) =>
      withFrames(sample, (frames) => frames.map((f, n) => (n === 2 ? { ...f, id: f.id!.replace(/\d+$/u, '9') } : f))),
  ],
  [
    'a frame of another session',
    'I4',
    (sample) =>
      withFrames(sample, (frames) => frames.map((f, n) => (n === 2 ? patched(f, { session_id: newId() }) : f))),
  ],
  ['a second end', 'I4', (sample) => withFrames(sample, (frames) => [...frames, sample.frame('completed', 3, 1, {})])],
  [
    'too many model calls',
    'I5',
    ({ history }) => ({
      ...history,
      calls: [...history.calls, history.calls[0]!, history.calls[0]!],
    }),
  ],
  [
    'text after a stop',
    'I6',
    (sample) =>
      withFrames(sample, (frames) => [
        ...frames.slice(0, -1),
        sample.frame('cancelled', 3, 1, {}),
        sample.frame('delta', 3, 2, { text: 'more' }),
      ]),
  ],
  [
    "somebody else's frame",
    'I8',
    ({ history }) => ({
      ...history,
      views: history.views.map((view) => ({ ...view, user: 'berta' })),
    }),
  ],
  ["somebody else's row", 'I8', (sample) => withRows(sample, (row) => ({ ...row, user: 'berta' }))],
  ['an outbox row is left', 'I9', ({ history }) => ({ ...history, leaks: { ...history.leaks, unsentOutboxRows: 1 } })],
  ['an end was never announced', 'I9', ({ history }) => ({ ...history, leaks: { ...history.leaks, unannounced: 1 } })],
  [
    'a model call goes on for nobody',
    'I9',
    ({ history }) => ({
      ...history,
      calls: [{ ...history.calls[0]!, outcome: 'open' }, history.calls[1]!],
    }),
  ],
  ['a key lives for ever', 'I9', ({ history }) => ({ ...history, leaks: { ...history.leaks, keysForEver: ['k'] } })],
  [
    'an error page instead of a problem',
    'I10',
    ({ history }) => ({
      ...history,
      refusals: [
        { user: 'anna', call: 'GET /x', status: 502, contentType: 'text/html', retryAfter: null, problem: null },
      ],
    }),
  ],
  [
    'a refusal that does not say when to come back',
    'I10',
    ({ history }) => ({
      ...history,
      refusals: [
        {
          user: 'anna',
          call: 'POST /x',
          status: 503,
          contentType: 'application/problem+json',
          retryAfter: null,
          problem: { code: 'unavailable', title: 'Not now', request_id: 'r' },
        },
      ],
    }),
  ],
  [
    'an error without a hint',
    'I10',
    (sample) =>
      withFrames(sample, (frames) => [...frames.slice(0, -1), sample.frame('error', 2, 4, { code: 'internal' })]),
  ],
]

for (const [what, rule, spoil] of spoiled) {
  test(`${rule} is seen broken when ${what}`, () => {
    expect(broken(spoil(sampleHistory()))).toContain(rule)
  })
}

const parts = fc.array(fc.string({ minLength: 1, unit: 'grapheme' }), { minLength: 2, maxLength: 12 })

test('any answer, cut anywhere and recovered anywhere, breaks nothing', () => {
  fc.assert(
    fc.property(parts, fc.nat(), (texts, cut) => {
      expect(checkHistory(sampleHistory(texts, cut % texts.length).history)).toEqual([])
    }),
  )
})

test('leaving out or repeating any one text frame of any answer is seen', () => {
  fc.assert(
    fc.property(parts, fc.nat(), fc.nat(), fc.boolean(), (texts, cut, pick, repeat) => {
      const sample = sampleHistory(texts, cut % texts.length)
      // what is lost right before a new epoch's snapshot is lost to nobody: the snapshot holds it
      const deltas = sample.frames.filter(({ event, data }) => event === 'delta' && (repeat || data.epoch === 2))
      const place = sample.frames.indexOf(deltas[pick % deltas.length]!)
      const history = withFrames(sample, (frames) =>
        repeat ? frames.toSpliced(place, 0, frames[place]!) : frames.toSpliced(place, 1),
      )
      expect(broken(history)).not.toEqual([])
    }),
  )
})
