import { refOfKey } from './keys.ts'
import type { LogStore } from './store.ts'
import type { StreamAdmin, StreamRef } from './types.ts'

export type * from './types.ts'

export function createAdmin(store: LogStore): StreamAdmin {
  return {
    async scan(cursor, count = 1_000) {
      const page = await store.scanKeys(cursor, count)
      const refs = new Map<string, StreamRef>()
      for (const key of page.keys) {
        const ref = refOfKey(key)
        if (ref) refs.set(`${ref.sessionId}${ref.messageId}`, ref)
      }
      const list = [...refs.values()]
      const heads = await store.heads(list)
      return { cursor: page.cursor, found: list.map((ref, index) => ({ ref, head: heads[index] })) }
    },
    removeIf: (ref, epoch) => store.removeIf(ref, epoch),
  }
}
