/** Functions that run in the page; each is sent there by itself, so none may use anything of this file. */

/**
 * Opens a session by its link and waits until a message of it has been painted.
 * @returns Milliseconds from the click to the end of the frame that shows it.
 */
export async function openSession({ session, message }: { session: string; message: string }): Promise<number> {
  const link = document.querySelector<HTMLElement>(`[data-session-id="${session}"] a`)
  if (!link) throw new Error('The session is not on the list')
  const began = performance.now()
  link.click()
  return new Promise((resolve) => {
    const channel = new MessageChannel()
    channel.port1.onmessage = () => {
      // an open channel is never collected, and the heap is measured
      channel.port1.close()
      resolve(performance.now() - began)
    }
    const look = () => {
      const there = document.querySelector<HTMLElement>(`[data-message-id="${message}"] [data-testid=message-text]`)
      // a place in the layout and not hidden: from this frame on it is seen
      if (there && there.offsetHeight > 0 && getComputedStyle(there).visibility === 'visible')
        channel.port2.postMessage(0)
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
}

/** From now on every key press is timed to the end of the frame that shows it; the times are kept in `keyTimes`. */
export function timeKeys(): void {
  const times: number[] = []
  Object.assign(globalThis, { keyTimes: times })
  addEventListener(
    'keydown',
    ({ timeStamp }) =>
      requestAnimationFrame(() => {
        const channel = new MessageChannel()
        channel.port1.onmessage = () => times.push(performance.now() - timeStamp)
        channel.port2.postMessage(0)
      }),
    { capture: true },
  )
}

/** A bare page that shows given texts, one after the other, as one node each; the least that a switch can cost. */
export async function paintTexts(texts: string[]): Promise<number[]> {
  const times: number[] = []
  for (const text of texts) {
    const began = performance.now()
    document.body.textContent = text
    await new Promise<void>((resolve) => {
      const channel = new MessageChannel()
      channel.port1.onmessage = () => resolve()
      requestAnimationFrame(() => channel.port2.postMessage(0))
    })
    times.push(performance.now() - began)
  }
  return times
}

/** A bare page to which words are added, so many a second; the least that a stream can cost. */
export function appendWords({ words, perSecond }: { words: number; perSecond: number }): Promise<void> {
  const text = document.createTextNode('')
  document.body.replaceChildren(text)
  let left = words
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      text.appendData('word ')
      if (--left > 0) return
      clearInterval(timer)
      resolve()
    }, 1_000 / perSecond)
  })
}
