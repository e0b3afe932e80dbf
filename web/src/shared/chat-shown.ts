let heard: (() => void) | undefined

/** The messages of a chat stand in the document now. */
export const chatShown = (): void => heard?.()

/** One listener, for this page's reports of itself. Returns how to stop. */
export function onChatShown(listener: () => void): () => void {
  heard = listener
  return () => (heard = undefined)
}
