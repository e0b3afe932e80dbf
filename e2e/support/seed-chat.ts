import { createHash } from 'node:crypto'
import { newId } from '@continuo/contract'
import type { Product } from './product/product.ts'

/** One question and its finished answer. */
export interface Turn {
  question: string
  answer: string
}

/** Writes a finished chat straight into Postgres, where thousands of turns would take the model an hour. Returns its id. */
export async function seedChat(
  { sql }: Pick<Product, 'sql'>,
  chat: { userId: string; title: string; turns: readonly Turn[] },
): Promise<string> {
  const sessionId = newId()
  const count = chat.turns.length * 2
  await sql(
    `insert into sessions (id, user_id, title, titled_by_user, message_count, next_position)
     values ($1, $2, $3, true, $4, $5)`,
    [sessionId, chat.userId, chat.title, count, count + 1],
  )
  const rows = chat.turns.flatMap(({ question, answer }, n) => {
    const asked = newId()
    return [
      { id: asked, role: 'user', position: 2 * n + 1, content: question, body_hash: 'seeded' },
      { id: newId(), role: 'assistant', position: 2 * n + 2, content: answer, reply_to: asked, sha256: sha256(answer) },
    ]
  })
  await sql(
    `insert into messages (id, session_id, user_id, role, position, content, reply_to, body_hash, sha256, status, model,
       stop_reason, content_epoch, content_seq, epoch, input_tokens, output_tokens, latency_ms, completed_at, announced)
     select id, $1, $2, role, position, content, reply_to, body_hash, sha256, 'completed', 'claude-seeded',
       'end_turn', 1, 1, 1, 10, 100, 2000, now(), true
     from json_to_recordset($3) as row
       (id uuid, role text, position bigint, content text, reply_to uuid, body_hash text, sha256 text)`,
    [sessionId, chat.userId, JSON.stringify(rows)],
  )
  return sessionId
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

const pieces = [
  'A **plain** paragraph with some `code` in it, long enough to wrap over more than one line on a narrow screen.',
  '- one thing\n- another thing, with a [link](https://example.com)\n  - and one below it',
  '```ts\nexport const add = (a: number, b: number) => a + b\nconsole.log(add(1, 2))\n```',
  '| name | value |\n|---|--:|\n| first | 1 |\n| second | 2 |',
  '## A heading\n\nAnd what follows it: *some words* that say little, but take their room.',
  '> quoted, and answered\n\n1. first\n2. second\n3. third',
]

/** Turns with markdown of every kind, of about so many characters each. */
export const turnsOf = (count: number, charactersEach: number): Turn[] =>
  Array.from({ length: count }, (_, n) => {
    let answer = `Answer ${n + 1}.`
    for (let i = n; answer.length < charactersEach; i++) answer += `\n\n${pieces[i % pieces.length]}`
    return { question: `Question ${n + 1}?`, answer }
  })
