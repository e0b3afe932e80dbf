import type { AnswerState } from '@continuo/contract'
import { onScopeDispose, watch } from 'vue'
import type { ChatClient } from '../../data/client.ts'
import { getSession } from '../../data/queries.ts'
import { announce } from '../../shared/a11y/announce.ts'
import { isTextKey, t } from '../../shared/i18n/index.ts'
import { useConnection } from '../connection/use-connection.ts'
import { titleOf } from '../sessions/use-sessions.ts'
import { unlessLeft } from './unless-left.ts'
import { type AnswerNews, useAnswerNews } from './use-answer-news.ts'

/** Between two words about an answer that is being written, in milliseconds. */
const everyMs = 7_000

/**
 * Tells a screen reader where an answer begins, that it goes on, and where it ends; never its words one by one. Of other
 * chats only that there is something new. And, once each, that the connection has gone or is back.
 */
export function useAnnouncements(client: ChatClient, onScreen: () => string | undefined): void {
  const writing = new Map<string, ReturnType<typeof setInterval>>()

  function stop(messageId: string): void {
    clearInterval(writing.get(messageId))
    writing.delete(messageId)
  }

  function started({ sessionId, messageId }: AnswerNews): void {
    if (onScreen() !== sessionId) return
    announce(t('announce.started'))
    const timer = setInterval(() => {
      const state = client.answers.peek(messageId)
      if (!state) stop(messageId)
      else if (onScreen() === sessionId) announce(t('announce.progress', { count: wordsOf(state.text) }))
    }, everyMs)
    writing.set(messageId, timer)
  }

  function recovering({ sessionId }: AnswerNews): void {
    if (onScreen() === sessionId) announce(t('answer.recovering'))
  }

  async function ended({ sessionId, messageId, state }: AnswerNews): Promise<void> {
    stop(messageId)
    if (onScreen() === sessionId) announce(endOf(state))
    else if (state.status === 'completed')
      announce(t('announce.elsewhere', { title: titleOf(await getSession(client.db, sessionId)) }))
  }

  useAnswerNews(client, { started, recovering, ended: (news) => void ended(news).catch(unlessLeft) })
  // the chat that is left goes on unsaid
  watch(onScreen, () => [...writing.keys()].forEach(stop))
  onScopeDispose(() => [...writing.keys()].forEach(stop))

  const { news } = useConnection(client)
  watch(news, (now, before) => {
    if (now === 'offline' || now === 'reconnecting') announce(t(`announce.${now}`))
    else if (now === 'live' && before !== 'connecting') announce(t('announce.back'))
  })
}

function endOf({ status, error }: AnswerState): string {
  if (status !== 'error') return t(status === 'cancelled' ? 'announce.cancelled' : 'announce.completed')
  const reason = `failure.${error?.code}`
  return isTextKey(reason) ? `${t('announce.failed')} ${t(reason)}` : t('announce.failed')
}

const wordsOf = (text: string): number => text.match(/\S+/g)?.length ?? 0
