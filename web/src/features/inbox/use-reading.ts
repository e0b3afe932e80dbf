import { type Ref, watch } from 'vue'
import type { ChatClient } from '../../data/client.ts'
import { getSession } from '../../data/queries.ts'
import { useLiveQuery } from '../../shared/use-live-query.ts'
import { unlessLeft } from './unless-left.ts'

/** A chat is read when it is on screen in a tab that is in sight: then its dot goes, here and on every other device. */
export function useReading(client: ChatClient, sessionId: () => string | undefined, visible: Ref<boolean>): void {
  const { rows: session } = useLiveQuery(
    () => sessionId() ?? '',
    (id) => getSession(client.db, id),
    undefined,
  )
  watch([session, visible], ([row, isVisible]) => {
    if (isVisible && row?.unread === 1) client.reads.mark(row.id).catch(unlessLeft)
  })
}
