import {
  type AcceptedMessage,
  type MessagePage,
  type MessageStatusView,
  type MessageView,
  newId,
  type PostMessageBody,
} from '@continuo/contract'

import { openApi, signInAsGuest, type ApiDeps, type Reply } from './api.ts'
import { openView, type Viewer } from './viewer.ts'

export type Guest = Awaited<ReturnType<typeof createGuest>>

export interface Sent extends AcceptedMessage {
  readonly content: string
}

/**
 * One person with one login, who does what the page does and remembers what came of it.
 * @param cookie Of a login that there is; absent: a new guest's.
 */
export async function createGuest(deps: ApiDeps, cookie?: string) {
  const { history, user } = deps
  const api = cookie === undefined ? await signInAsGuest(deps) : openApi(deps, cookie)
  const views: Viewer[] = []

  const note = (body: PostMessageBody, { status, body: reply }: Reply<AcceptedMessage>, retryOf?: string) => {
    const isAccepted = status >= 200 && status < 300
    history.posts.push({ user, body, status, ...(retryOf && { retryOf }), ...(isAccepted && { reply }) })
    if (isAccepted) see(reply.message_id, reply.status, 'a post')
  }
  const see = (messageId: string, status: string, where: string) => history.sightings.push({ messageId, status, where })

  /** One POST, whatever comes of it. The ids are made here, as the page makes them. */
  async function post(content: string, more: Partial<PostMessageBody> = {}): Promise<Reply<AcceptedMessage>> {
    const body: PostMessageBody = { id: newId(), content, ...more }
    const reply = await api.call<AcceptedMessage>('POST', '/chat/messages', body)
    note(body, reply)
    return reply
  }

  /** POSTs until it is accepted, with one and the same id. @throws {Error} when it is refused for good. */
  async function send(content: string, more: Partial<PostMessageBody> = {}): Promise<Sent> {
    const body: PostMessageBody = { id: newId(), content, session_id: newId(), create_session: true, ...more }
    const reply = await api.insist<AcceptedMessage>('POST', '/chat/messages', body)
    note(body, reply)
    if (reply.status !== 202) throw new Error(`not accepted: ${reply.status} ${JSON.stringify(reply.body)}`)
    return { ...reply.body, content }
  }

  /** @param cursor What was seen, `<epoch>.<seq>`. */
  async function cancel(messageId: string, cursor?: string): Promise<Reply<MessageView>> {
    const reply = await api.insist<MessageView>('POST', `/chat/messages/${messageId}/cancel`, { cursor })
    if (reply.status === 200) see(messageId, reply.body.status, 'a cancel')
    return reply
  }

  async function retry(answer: Sent): Promise<Sent> {
    const reply = await api.insist<AcceptedMessage>('POST', `/chat/messages/${answer.message_id}/retry`, {})
    note({ content: answer.content }, reply, answer.message_id)
    if (reply.status !== 202) throw new Error(`no retry: ${reply.status} ${JSON.stringify(reply.body)}`)
    return { ...reply.body, content: answer.content }
  }

  async function status(sent: AcceptedMessage): Promise<MessageStatusView> {
    const reply = await api.insist<MessageStatusView>('GET', `/chat/status/${sent.session_id}/${sent.message_id}`)
    if (reply.status !== 200) throw new Error(`no status: ${reply.status}`)
    see(sent.message_id, reply.body.status, 'a status call')
    return reply.body
  }

  async function listMessages(sessionId: string): Promise<MessageView[]> {
    const items: MessageView[] = []
    for (let before: string | null | undefined; before !== null;) {
      const query = `limit=200${before ? `&before=${encodeURIComponent(before)}` : ''}`
      const page = await api.insist<MessagePage>('GET', `/sessions/${sessionId}/messages?${query}`)
      if (page.status !== 200) throw new Error(`no list of ${sessionId}: ${page.status}`)
      items.push(...page.body.items)
      before = page.body.next
    }
    return items
  }

  async function deleteSession(sessionId: string): Promise<Reply<unknown>> {
    const reply = await api.insist('DELETE', `/sessions/${sessionId}`)
    history.deletions.push({ sessionId, at: Date.now() })
    return reply
  }

  function view(sessionId: string | null, messageIds: readonly string[] = [], bySocket = false): Viewer {
    const viewer = openView({ api, history }, { sessionId, messageIds, bySocket })
    views.push(viewer)
    return viewer
  }

  return {
    api,
    post,
    send,
    cancel,
    retry,
    status,
    listMessages,
    deleteSession,
    view,
    /** Follows one answer from its very beginning. */
    watch: (sent: AcceptedMessage) => view(sent.session_id, [sent.message_id]),
    async leave() {
      await Promise.all(views.map((viewer) => viewer.leave()))
    },
  }
}
