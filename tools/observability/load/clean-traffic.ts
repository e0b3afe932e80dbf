import { setTimeout as sleep } from 'node:timers/promises'
import type { Person } from './person.ts'
import { createPerson } from './person.ts'

export interface Traffic {
  /** Sends that were accepted, and that were not. */
  readonly sent: () => { accepted: number; refused: number }
  /** Ends it; resolves when everybody has left. */
  readonly stop: () => Promise<void>
}

export interface TrafficOptions {
  readonly origins: readonly string[]
  readonly people: number
  /** Messages per second of all people together. */
  readonly perSecond: number
  /** What they ask; default short questions of many lengths. */
  readonly question?: (n: number) => string
}

const questions = [
  '[words:30] What is a lighthouse for?',
  '[words:120] [thinking:20] How do tides come about?',
  '[words:60] Name five trees.',
  '[words:10] Yes or no?',
]
const ordinary = (n: number) => questions[n % questions.length]!

/** People who chat and do now and then what people do: stop an answer, look at a list, wait for an answer, poll, report. */
export async function startTraffic(options: TrafficOptions): Promise<Traffic> {
  const { origins, people, perSecond, question = ordinary } = options
  const leave = new AbortController()
  const sent = { accepted: 0, refused: 0 }
  const everybody = await Promise.all(
    Array.from({ length: people }, (_, n) => createPerson(origins[n % origins.length]!)),
  )
  const following = everybody.map((person, n) => person.follow(leave.signal, n % 4 === 3 ? 'socket' : 'sse'))
  const doing = new Set<Promise<void>>()

  const go = async () => {
    for (let n = 0; !leave.signal.aborted; n++) {
      const act = actOf(everybody[n % people]!, question(n), n, sent).finally(() => doing.delete(act))
      doing.add(act)
      await sleep(1_000 / perSecond, undefined, { signal: leave.signal }).catch(() => {})
    }
  }
  const going = go()
  return {
    sent: () => ({ ...sent }),
    async stop() {
      leave.abort()
      await Promise.allSettled([going, ...following, ...doing])
    },
  }
}

async function actOf(person: Person, question: string, n: number, sent: { accepted: number; refused: number }) {
  const waits = n % 10 === 4 ? '?background=false' : ''
  const accepted = await person.send(question, waits)
  if (accepted) sent.accepted++
  else sent.refused++
  if (!accepted) return
  const { session_id: session, message_id: message } = accepted
  if (n % 10 === 6) {
    await sleep(400)
    await person.call('POST', `/chat/messages/${message}/cancel`, {})
    await person.call('POST', `/chat/messages/${message}/retry`, {})
  }
  if (n % 10 === 2) await person.call('GET', `/chat/status/${session}/${message}?cursor=0.0&wait=2`)
  if (n % 5 === 1) await person.call('GET', '/sessions?limit=20')
  // somebody looks in for a moment
  if (n % 10 === 8) await person.follow(AbortSignal.timeout(1_500))
  if (n % 5 === 3) await person.call('POST', '/telemetry/web', report)
}

/** As a page would write it. */
const report = {
  switch_paint_ms: [24, 31],
  answer_lag_ms: [40, 55, 61],
  first_text_ms: [420],
  outbox_wait_ms: [18],
  resumes: 0,
  rung_seconds: { stream: 58, socket: 2 },
}
