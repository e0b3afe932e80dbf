import { setTimeout as sleep } from 'node:timers/promises'
import { type Person, createPerson } from '../load/person.ts'

const readers = 20

/** Readers behind a proxy that cuts: each takes its answer up again at a cursor, second after second. @returns ends it. */
export async function cutStreams(origin: string): Promise<() => Promise<void>> {
  const over = new AbortController()
  const people = await Promise.all(Array.from({ length: readers }, () => createPerson(origin)))
  const reading = people.map((person) => readInPieces(person, over.signal))
  return async () => {
    over.abort()
    await Promise.allSettled(reading)
  }
}

async function readInPieces(person: Person, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    const sent = await person.send('[tokens:200] [tps:20] How long is a river?')
    await sleep(500)
    for (let piece = 0; piece < 9 && sent && !over.aborted; piece++) {
      const cut = AbortSignal.any([over, AbortSignal.timeout(1_000)])
      await person.follow(cut, 'sse', `${sent.message_id}:1.2`)
    }
  }
}
