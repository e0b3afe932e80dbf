import { setTimeout as sleep } from 'node:timers/promises'
import { createPerson } from './person.ts'

/**
 * What happens on any ordinary day beside clean traffic, each a few times: the model errs once and for good, people are
 * limited, come back at a cursor, send what is not valid, and pages report errors. Too little of it to alert anybody.
 */
export async function haveMishaps(origin: string): Promise<void> {
  const person = await createPerson(origin)
  const ask = (what: string) => person.send(`[words:20] ${what} ${Math.random()}`)
  const [failed] = await Promise.all([
    ask('[fault:400]'),
    ask('[fault:529 retry_after=1]'),
    ask('[fault:429 retry_after=1]'),
    ask('[fault:cut]'),
  ])
  await sleep(1_500)
  if (failed) await person.call('POST', `/chat/messages/${failed.message_id}/retry`, {})
  await comeBack(origin)
  await beLimited(origin)
  await person.call('POST', '/telemetry/web', { resumes: 1, errors: { script: 1 }, rung_seconds: { poll: 3 } })
  await person.call('POST', '/telemetry/web', { nonsense: true })
}

/** Reads the beginning of an answer, loses the connection and goes on at its cursor. */
async function comeBack(origin: string): Promise<void> {
  const person = await createPerson(origin)
  const sent = await person.send('[words:60] [tps:40] What did I miss?')
  if (!sent) return
  await sleep(700)
  const leave = new AbortController()
  const back = person.follow(leave.signal, 'sse', `${sent.message_id}:1.3`)
  await sleep(1_000)
  leave.abort()
  await back
}

/** Sends nothing, again and again, until it is told to wait. */
async function beLimited(origin: string): Promise<void> {
  const person = await createPerson(origin)
  for (let n = 0; n < 130; n++) {
    const { status } = await person.call('POST', '/chat/messages', { content: '' })
    if (status === 429) return
  }
}
