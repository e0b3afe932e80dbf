import { onScopeDispose, type Ref, watch } from 'vue'
import { useRouter } from 'vue-router'
import type { ChatClient } from '../../data/client.ts'
import { getSession } from '../../data/queries.ts'
import type { OpenMessage } from '../../service-worker/open-from-notice.ts'
import { direction, language, t } from '../../shared/i18n/index.ts'
import { preference } from '../../shared/preference.ts'
import { useToasts } from '../../shared/use-toasts.ts'
import { titleOf } from '../sessions/use-sessions.ts'
import { unlessLeft } from './unless-left.ts'
import { type AnswerNews, useAnswerNews } from './use-answer-news.ts'
import { useNotificationChoice } from './use-notification-choice.ts'
import { isAnyInSight } from './visible-tabs.ts'

/** Whoever reads the answer on another device has said so by then. Milliseconds. */
const patienceMs = 1_500
/** An answer of this length makes it worth to offer notifications, once. Milliseconds. */
const longAnswerMs = 20_000

const hinted = preference<'no' | 'yes'>('notify-hint', 'no', (value) => value === 'yes')

/** Tells the user by the system of answers that ended while no tab was in sight, when they asked for that. */
export function useNotifications(client: ChatClient, visible: Ref<boolean>): void {
  const router = useRouter()
  const toasts = useToasts()
  const { state: choice, showsText, turn } = useNotificationChoice()
  const startedAt = new Map<string, number>()

  useAnswerNews(client, {
    started: ({ messageId }) => startedAt.set(messageId, Date.now()),
    ended: (news) => {
      const tookMs = Date.now() - (startedAt.get(news.messageId) ?? Infinity)
      startedAt.delete(news.messageId)
      if (tookMs >= longAnswerMs) offer()
      if (choice.value === 'on') setTimeout(() => void notify(news).catch(unlessLeft), patienceMs)
    },
  })

  async function notify({ sessionId, messageId, state }: AnswerNews): Promise<void> {
    if (state.status === 'cancelled' || (await isAnyInSight())) return
    // of several tabs the first one has it; an answer that was read meanwhile is nobody's news
    if (!(await client.reads.claimNotice(sessionId, messageId))) return
    const title = titleOf(await getSession(client.db, sessionId))
    const body = showsText.value && state.status === 'completed' ? `${title}\n${beginningOf(state.text)}` : title
    await show(t(state.status === 'completed' ? 'inbox.ready' : 'inbox.failed'), {
      ...{ body, tag: messageId, icon: '/icons/icon-192.png', lang: language.value, dir: direction.value },
      path: router.resolve({ name: 'session', params: { id: sessionId } }).href,
    })
  }

  /** The service worker's notification outlives the tab, and phones know no other. */
  async function show(title: string, { path, ...options }: NotificationOptions & { path: string }): Promise<void> {
    const registration = await workers?.getRegistration()
    if (registration?.active) return registration.showNotification(title, { ...options, data: { path } })
    const notification = new Notification(title, options)
    notification.addEventListener('click', () => {
      notification.close()
      window.focus()
      void router.push(path)
    })
  }

  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined
  const onMessage = ({ data }: MessageEvent<Partial<OpenMessage>>) => {
    if (data.type === 'open' && data.path) void router.push(data.path)
  }
  workers?.addEventListener('message', onMessage)
  onScopeDispose(() => workers?.removeEventListener('message', onMessage))

  function offer(): void {
    if (choice.value !== 'off' || Notification.permission !== 'default' || hinted.value === 'yes') return
    const stop = watch(
      visible,
      (isVisible) => {
        if (!isVisible) return
        queueMicrotask(() => stop())
        hinted.value = 'yes'
        toasts.show(t('inbox.hint'), { label: t('inbox.hintYes'), run: () => void accept() }, 15_000)
      },
      { immediate: true },
    )
  }

  async function accept(): Promise<void> {
    await turn(true)
    toasts.show(t(choice.value === 'on' ? 'inbox.allowed' : 'settings.notifyBlocked'))
  }
}

const beginningOf = (text: string): string =>
  text
    .replace(/[#*_`>|]+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 120)
