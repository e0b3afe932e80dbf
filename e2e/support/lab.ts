import { setTimeout as sleep } from 'node:timers/promises'
import { isTerminal } from '@continuo/contract'
import { expectedAnswer } from '@continuo/model-stand-in'
import { checkHistory, type CheckOptions } from './check/check.ts'
import { createGuest, type Guest } from './client/guest.ts'
import { asModelCall } from './client/stand-in.ts'
import { emptyHistory, type FinalRow, type History } from './history.ts'
import type { Product } from './product/product.ts'

/** Begins what guests ask, so that it is known where it turns up. */
export const usualQuestion = 'What keeps the tides in step?'

export type Lab = ReturnType<typeof openLab>

let labs = 0

/** One recorded run against a product: guests act in it, everything they see is kept, and in the end it is judged. */
export function openLab(product: Product) {
  labs += 1
  const mark = `lab-${process.pid}-${labs}`
  const history: History = emptyHistory()
  const guests: Guest[] = []
  const figures: string[] = []
  let prompts = 0
  let people = 0
  let allowed: CheckOptions = {}

  async function guest(): Promise<Guest> {
    people += 1
    const made = await createGuest({ origin: product.origin, user: `guest ${people}`, history })
    guests.push(made)
    return made
  }

  /** The same person with the same login at another gateway. */
  async function guestAt(origin: string, one: Guest): Promise<Guest> {
    const made = await createGuest({ origin, user: one.api.user, history }, one.api.cookie)
    guests.push(made)
    return made
  }

  /** Waits until everything has ended and been announced, reads the rows and the transcript, and judges. */
  async function judge(quietMs: number) {
    const sessions = liveSessions(history)
    const rows = await untilSettled(() => readRows(history, guests), quietMs)
    const calls = await untilSettled(() => readCalls(product, mark), quietMs)
    const leaks = await untilSettled(() => readLeaks(product, sessions), quietMs)
    await Promise.all(guests.map((one) => one.leave()))
    return checkHistory({ ...history, ...rows, ...calls, ...leaks }, allowed)
  }

  return {
    mark,
    history,
    product,
    guest,
    guestAt,
    /** A question that no other test asks, with the stand-in's keywords. */
    question(keywords: string, text = usualQuestion): string {
      prompts += 1
      return `${text} ${keywords} ${mark}-${prompts}`
    },
    /** What the stand-in answers to a first question when nothing goes wrong. */
    expected: (content: string): string => expectedAnswer([{ role: 'user', content }]),
    /** The generator that works on an answer at this moment. */
    async holder(messageId: string) {
      const [row] = await product.sql<{ lease_owner: string | null }>(
        'select lease_owner from messages where id = $1',
        [messageId],
      )
      const found = product.generators.find(({ pid }) => pid !== undefined && row?.lease_owner?.includes(`-${pid}-`))
      if (!found) throw new Error(`nobody works on ${messageId}: ${String(row?.lease_owner)}`)
      return found
    },
    /** A measured figure, printed at the end of the run. */
    figure: (text: string) => figures.push(text),
    /** What this test does on purpose and the rules must know of. */
    allow: (options: CheckOptions) => {
      allowed = options
    },
    get summary(): string {
      const frames = history.views.reduce((sum, view) => sum + view.frames.length, 0)
      const resumes = history.views.reduce((sum, view) => sum + view.connections.length - 1, 0)
      const counts = `${history.posts.length} posts, ${history.views.length} clients, ${frames} frames, ${resumes} resumes`
      return [...figures, counts].join('; ')
    },
    judge,
  }
}

const liveSessions = (history: History): string[] => {
  const deleted = new Set(history.deletions.map(({ sessionId }) => sessionId))
  const ids = history.posts.flatMap(({ reply }) => (reply ? [reply.session_id] : []))
  return [...new Set(ids)].filter((id) => !deleted.has(id))
}

/** Asks again until what is read has come to rest; the last reading is judged, restless or not. */
async function untilSettled<T>(read: () => Promise<{ settled: boolean } & T>, quietMs: number): Promise<T> {
  const until = Date.now() + quietMs
  for (;;) {
    const { settled, ...found } = await read()
    if (settled || Date.now() > until) return found as unknown as T
    await sleep(150)
  }
}

async function readRows(history: History, guests: readonly Guest[]) {
  const owners = new Map(history.posts.flatMap(({ reply, user }) => (reply ? [[reply.session_id, user]] : [])))
  const lists = await Promise.all(
    liveSessions(history).map(async (sessionId): Promise<FinalRow[]> => {
      const user = owners.get(sessionId) ?? ''
      const found = await guests.find(({ api }) => api.user === user)?.listMessages(sessionId)
      return (found ?? []).map((row) => ({ ...row, user }))
    }),
  )
  const rows = lists.flat()
  return { rows, settled: rows.every(({ status }) => isTerminal(status)) }
}

async function readCalls({ standIn }: Product, mark: string) {
  const calls = (await standIn.calls(mark)).map(asModelCall)
  return { calls, settled: calls.every(({ outcome }) => outcome !== 'open') }
}

async function readLeaks({ sql, chatKeys }: Product, sessions: readonly string[]) {
  const [counts] = await sql<{ unsent: string; unannounced: string }>(
    `select
       (select count(*) from outbox where session_id = any($1) and kind = 'generate' and sent_at is null) as unsent,
       (select count(*) from messages where session_id = any($1) and role = 'assistant' and not announced) as unannounced`,
    [sessions],
  )
  const keysForEver = (await chatKeys())
    .filter(({ key, ttlS }) => ttlS < 0 && sessions.some((id) => key.includes(id)))
    .map(({ key }) => key)
  const leaks = { unsentOutboxRows: Number(counts?.unsent), unannounced: Number(counts?.unannounced), keysForEver }
  return { leaks, settled: leaks.unsentOutboxRows + leaks.unannounced + keysForEver.length === 0 }
}
