import { setTimeout as sleep } from 'node:timers/promises'
import { openApi } from '../client/api.ts'
import { openView } from '../client/viewer.ts'
import { emptyHistory } from '../history.ts'
import { nothingShown, show } from '../shown.ts'
import type { ChatPage } from './chat-page.ts'

/** More than any text: who shows the end shows everything. */
const afterEnd = Infinity

/**
 * Watches how old the oldest thing is that the page does not show yet of the last answer on screen: a character, or its
 * end. What there is to show is heard from the gateway itself, past any proxy.
 * @returns Ends the watch; resolves with the worst that was seen, in milliseconds.
 */
export async function watchLag(chat: ChatPage, gateway: string, sessionId: string): Promise<() => Promise<number>> {
  const cookies = await chat.page.context().cookies()
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const history = emptyHistory()
  const api = openApi({ origin: gateway, user: 'the page', history }, cookie)
  const view = openView({ api, history }, { sessionId })
  await view.connected()
  const seen: { at: number; length: number }[] = []
  let over = false
  const watching = (async () => {
    while (!over) {
      const at = Date.now()
      const { length, status } = await chat.answer.evaluate((bubble: HTMLElement) => ({ ...bubble.dataset }))
      seen.push({ at, length: status === 'completed' ? afterEnd : Number(length ?? 0) })
      await sleep(50)
    }
  })()
  // told by the one who ends the watch; without it the test has failed already
  watching.catch(() => {})

  return async () => {
    over = true
    await watching
    await view.leave()
    let shown = nothingShown
    const known = view.record.frames.flatMap((frame) => {
      if (frame.data.seq === undefined) return []
      shown = show(shown, frame)
      return { at: frame.at, length: shown.end ? afterEnd : shown.text.length }
    })
    const lags = seen.map(({ at, length }) => at - (known.find((truth) => truth.length > length)?.at ?? at))
    return Math.max(0, ...lags)
  }
}
