/// <reference lib="webworker" />

/** What a notification carries, and what the page is told to open. */
export interface OpenMessage {
  type: 'open'
  /** Of the chat, `/c/…`. */
  path: string
}

/** A notification was pressed: a tab of the app opens its chat and comes to the front, or a new one does. */
export async function openFromNotice(clients: Clients, path: string): Promise<void> {
  const tabs = await clients.matchAll({ type: 'window', includeUncontrolled: true })
  const tab = tabs[0]
  if (!tab) return void (await clients.openWindow(path))
  tab.postMessage({ type: 'open', path } satisfies OpenMessage)
  await tab.focus()
}
