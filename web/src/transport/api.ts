import type {
  AcceptedMessage,
  ActiveStreams,
  MeView,
  MessagePage,
  MessageStatusView,
  MessageView,
  ModelList,
  PostMessageBody,
  SessionView,
  SyncView,
} from '@continuo/contract'
import type { Http } from './http.ts'

/** `read`: everything that has ended in it until now. */
export interface SessionChange {
  title?: string
  model?: string | null
  pinned?: boolean
  read?: true
}

export type Api = ReturnType<typeof createApi>

/** The calls of the HTTP API this app makes, by name. */
export const createApi = (http: Http) => ({
  me: () => http.get<MeView>('/auth/me', { timeoutMs: 10_000 }),
  signInAsGuest: () => http.post<unknown>('/auth/guest', { body: {} }),
  signOut: () => http.post<unknown>('/auth/logout', { body: {} }),
  /** A report of the page about itself. Nobody waits for it, it outlives the page, and when it is lost it is lost. */
  report: (body: string): void => http.drop('/telemetry/web', body),
  models: () => http.get<ModelList>('/models'),
  sync: (since: string | undefined, have = '') =>
    http.get<SyncView>('/sync', { query: { since, have: have || undefined }, timeoutMs: 30_000 }),
  postMessage: (body: PostMessageBody) => http.post<AcceptedMessage>('/chat/messages', { body }),
  cancel: (messageId: string, cursor: string) =>
    http.post<MessageView>(`/chat/messages/${messageId}/cancel`, { body: { cursor } }),
  retry: (messageId: string) => http.post<AcceptedMessage>(`/chat/messages/${messageId}/retry`, { body: {} }),
  messageStatus: (sessionId: string, messageId: string) =>
    http.get<MessageStatusView>(`/chat/status/${sessionId}/${messageId}`),
  activeStreams: () => http.get<ActiveStreams>('/chat/active-streams', { timeoutMs: 10_000 }),
  sessionMessages: (sessionId: string, before?: string) =>
    http.get<MessagePage>(`/sessions/${sessionId}/messages`, { query: { limit: 200, before } }),
  changeSession: (sessionId: string, change: SessionChange) =>
    http.patch<SessionView>(`/sessions/${sessionId}`, { body: change }),
  deleteSession: (sessionId: string) => http.delete<unknown>(`/sessions/${sessionId}`),
})
