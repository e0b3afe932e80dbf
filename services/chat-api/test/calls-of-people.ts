import { newId } from '@continuo/contract'
import { newLogin } from './people.ts'

/** Objects of one person, by id. */
export interface Belongings {
  readonly session: string
  /** An answer in the session. */
  readonly message: string
  readonly login: string
  readonly accessToken: string
}

type Request = Record<string, unknown>

/** How a call is made on an object that a request can name; or on whatever is the caller's, when it can name none. */
type Probe = { readonly of: (ids: Belongings) => Request[] } | { readonly own: Request }

/**
 * Every call that people make, with every way in which its request can name an object. Without a line here a new call
 * fails the test: say which of its fields are ids of what belongs to somebody.
 */
export const callsOfPeople: Record<string, Record<string, Probe>> = {
  accounts: {
    listLogins: { own: {} },
    revokeLogin: { of: ({ login }) => [{ id: login }] },
    revokeLogins: { own: {} },
    changePassword: { own: { current_password: 'tide sorrow lantern', password: 'another tide', ...newLogin() } },
    listAccessTokens: { own: {} },
    createAccessToken: {
      own: { name: 'x', scopes: ['chat:read'], expires_in_days: 1, token_sha256: newLogin().login.token_sha256 },
    },
    revokeAccessToken: { of: ({ accessToken }) => [{ id: accessToken }] },
    readExport: { own: {} },
    logOut: { own: {} },
    deleteAccount: { own: {} },
  },
  sessions: {
    createSession: { own: {} },
    getSession: { of: ({ session }) => [{ id: session }] },
    listSessions: { own: {} },
    updateSession: {
      of: ({ session }) => [
        { id: session, title: 'taken' },
        { id: session, pinned: true },
        { id: session, read: true },
        { id: session },
      ],
    },
    deleteSession: { of: ({ session }) => [{ id: session }] },
    getUser: { own: {} },
  },
  messages: {
    sendMessage: {
      of: ({ session, message }) => [
        { content: 'intruder', session_id: session },
        { content: 'intruder', session_id: session, base: message },
      ],
    },
    getMessage: {
      of: ({ session, message }) => [{ id: message }, { id: message, session_id: session }],
    },
    listMessages: { of: ({ session }) => [{ session_id: session }, { session_id: session, before: '2' }] },
    listActiveStreams: { of: ({ session }) => [{ session_id: session }] },
    sync: { own: {} },
    cancel: { of: ({ message }) => [{ id: message }, { id: message, seen_epoch: 1, seen_seq: 1 }] },
    retry: { of: ({ message }) => [{ id: message }] },
    listModels: { own: {} },
  },
  limits: {
    getUsage: { own: {} },
    listBudgets: { own: {} },
    setBudget: { own: { group: 'g', period: 'day', tokens: 1 } },
    deleteBudget: { own: { id: newId() } },
    listUsage: { own: { from: '2026-01-01', to: '2026-01-02' } },
  },
  admin: {
    listUsers: { own: {} },
    updateUser: { of: ({ login }) => [{ id: login, role: 'admin' }] },
    signOutUser: { of: ({ login }) => [{ id: login }] },
    listGenerations: { own: {} },
    stopGeneration: { of: ({ message }) => [{ id: message }] },
    listAuditEvents: { own: {} },
    getQueue: { own: {} },
    listQueueJobs: { own: { queue: 'chat', state: 'waiting' } },
    retryQueueJob: { of: ({ message }) => [{ queue: 'chat', id: message }] },
    removeQueueJob: { of: ({ message }) => [{ queue: 'chat', id: message }] },
  },
}
