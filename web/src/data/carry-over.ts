import { Dexie } from 'dexie'
import { ChatDb } from './db.ts'
import { newSessionDraft } from './new-turn.ts'
import { wipe } from './wipe.ts'

/**
 * A guest whose login has ended comes back as another guest: the old chats are out of reach and go, but what was typed
 * and never sent moves into the new guest's draft.
 */
export async function carryOver(fromUserId: string, to: ChatDb): Promise<void> {
  if (!(await Dexie.exists(`chat:${fromUserId}`))) return
  const from = new ChatDb(fromUserId)
  const unsent = (await from.outbox.orderBy('order').toArray()).filter((row) => row.state !== 'accepted')
  const texts = [...unsent.map((row) => row.body.content), ...(await from.drafts.toArray()).map((draft) => draft.text)]
  from.close()
  if (texts.length > 0) {
    const present = (await to.drafts.get(newSessionDraft))?.text
    await to.drafts.put({ sessionId: newSessionDraft, text: [...(present ? [present] : []), ...texts].join('\n\n') })
  }
  await wipe(fromUserId)
}
