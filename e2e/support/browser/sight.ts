import type { BrowserContext, Page } from '@playwright/test'

declare global {
  interface Window {
    setSight: (isVisible: boolean) => void
  }
}

/** Lets a test put tabs out of sight: Playwright's are always visible. Call it before the first page opens. */
export async function fakeSight(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    let visible = true
    Object.defineProperty(document, 'hidden', { get: () => !visible })
    Object.defineProperty(document, 'visibilityState', { get: () => (visible ? 'visible' : 'hidden') })
    window.setSight = (isVisible) => {
      visible = isVisible
      document.dispatchEvent(new Event('visibilitychange'))
    }
  })
}

export const setSight = (page: Page, isVisible: boolean): Promise<void> =>
  page.evaluate((visible) => window.setSight(visible), isVisible)

export interface Notice {
  title: string
  body: string
  tag: string
}

/** Collects the system notifications of all tabs, which are allowed. `click` presses the last one of a tab. */
export async function fakeNotifications(context: BrowserContext): Promise<Notice[]> {
  const notices: Notice[] = []
  await context.exposeBinding('tellNotice', (_source, notice: Notice) => void notices.push(notice))
  await context.addInitScript(() => {
    const tell = (title: string, { body = '', tag = '' }: NotificationOptions = {}) =>
      (window as unknown as { tellNotice: (notice: object) => Promise<void> }).tellNotice({ title, body, tag })
    if ('ServiceWorkerRegistration' in window) ServiceWorkerRegistration.prototype.showNotification = tell
    class FakeNotification extends EventTarget {
      static permission = 'granted'
      static requestPermission = () => Promise.resolve('granted')
      constructor(title: string, options?: NotificationOptions) {
        super()
        Object.assign(window, { lastNotice: this })
        void tell(title, options)
      }
      close(): void {}
    }
    Object.assign(window, { Notification: FakeNotification })
  })
  return notices
}

/** Presses the notification that this tab has shown last. */
export const clickNotice = (page: Page): Promise<boolean> =>
  page.evaluate(() => (window as unknown as { lastNotice: EventTarget }).lastNotice.dispatchEvent(new Event('click')))
