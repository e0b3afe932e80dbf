import type { App } from 'vue'
import type { Router } from 'vue-router'
import type { ChatClient } from '../../data/client.ts'
import { afterPaint } from '../../shared/after-paint.ts'
import { onChatShown } from '../../shared/chat-shown.ts'
import { log } from '../../transport/log.ts'
import { createAnswerTimes } from './answer-times.ts'
import { createResumes, rungNow } from './connection-story.ts'
import { createSender, pace } from './sender.ts'
import { createTally, type Tally } from './tally.ts'

export interface PageReportsOptions {
  client: ChatClient
  router: Router
  app: App
}

/** Watches how this page fares and tells the server now and then. Returns how to stop. */
export function startPageReports({ client, router, app }: PageReportsOptions): () => void {
  const tally = createTally(Math.random)
  const off = new AbortController()
  const stops = [
    watchSwitches(router, tally),
    watchAnswers(client, tally),
    watchConnection(client, tally, off.signal),
    watchErrors(app, tally, off.signal),
    reportInTime(client, tally, off.signal),
  ]
  return () => {
    off.abort()
    for (const stop of stops) stop()
  }
}

/** From the beginning of the way to another chat to the first paint with its messages. */
function watchSwitches(router: Router, tally: Tally): () => void {
  let chosenAt: number | undefined
  const stopChoices = router.beforeEach((to, from) => {
    const isOther = to.name === 'session' && to.params['id'] !== from.params['id']
    chosenAt = isOther && from.name !== undefined ? performance.now() : undefined
  })
  const stopShown = onChatShown(() => {
    const since = chosenAt
    chosenAt = undefined
    if (since !== undefined) afterPaint(() => tally.took('switch_paint_ms', performance.now() - since))
  })
  return () => {
    stopChoices()
    stopShown()
  }
}

function watchAnswers(client: ChatClient, tally: Tally): () => void {
  const times = createAnswerTimes(tally, (id) => client.answers.peek(id)?.text)
  const stopAnswers = client.answers.listen(times.onAnswers)
  const stopNotices = client.onNotice((notice) => {
    times.onNotice(notice)
    if (notice.type === 'mended') tally.failed('hash')
  })
  return () => {
    stopAnswers()
    stopNotices()
  }
}

function watchConnection(client: ChatClient, tally: Tally, signal: AbortSignal): () => void {
  const isResumed = createResumes()
  const look = () => {
    const { phase, rung, online } = client.connection
    const standing = { phase, rung, online: online && navigator.onLine }
    if (isResumed(standing)) tally.resumed()
    tally.standsOn(document.hidden ? undefined : rungNow(standing), performance.now())
  }
  look()
  for (const name of ['online', 'offline']) window.addEventListener(name, look, { signal })
  document.addEventListener('visibilitychange', look, { signal })
  return client.onConnection(look)
}

/** Only that there was one, and of which kind. */
function watchErrors(app: App, tally: Tally, signal: AbortSignal): () => void {
  // the browser's own remarks (a size that changed while sizes were told) come without an error
  window.addEventListener('error', (event) => void (event.error && tally.failed('script')), { signal })
  window.addEventListener('unhandledrejection', () => tally.failed('promise'), { signal })
  document.addEventListener('securitypolicyviolation', () => tally.failed('policy'), { signal })
  const before = app.config.errorHandler
  app.config.errorHandler = (cause) => {
    tally.failed('component')
    log.warn('a part of the page has failed', cause)
  }
  return () => {
    app.config.errorHandler = before
  }
}

function reportInTime(client: ChatClient, tally: Tally, signal: AbortSignal): () => void {
  const sender = createSender({
    take: () => tally.take(performance.now()),
    send: client.api.report,
    isOnline: () => navigator.onLine && client.connection.online,
    isSeen: () => !document.hidden,
    now: () => performance.now(),
  })
  document.addEventListener('visibilitychange', () => document.hidden && sender.hidden(), { signal })
  window.addEventListener('pagehide', () => sender.leave(), { signal })
  const timer = setInterval(sender.tick, pace.everyMs)
  return () => clearInterval(timer)
}
