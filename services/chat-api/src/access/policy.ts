import type { ChatApiHandlers, Role } from '@continuo/rpc'

/** Who may make a call at all; whose objects it touches is decided by the queries of `own.ts`. */
export interface Rule {
  readonly role: Role
  /** What an access token must allow; absent: access tokens may not make this call. */
  readonly scope?: 'chat:read' | 'chat:write'
}

const reads: Rule = { role: 'user', scope: 'chat:read' }
const writes: Rule = { role: 'user', scope: 'chat:write' }
/** Of the person, but never by an access token. */
const inPerson: Rule = { role: 'user' }
const gateway: Rule = { role: 'gateway' }
const worker: Rule = { role: 'worker' }
const janitor: Rule = { role: 'janitor' }
const admin: Rule = { role: 'admin' }

/** Every call of every service. One that is missing here does not compile, and would be refused. */
export const policy: { [S in keyof ChatApiHandlers]: Record<keyof ChatApiHandlers[S], Rule> } = {
  accounts: {
    authenticate: gateway,
    checkLogins: gateway,
    adoptLogin: gateway,
    logInGuest: gateway,
    signUp: gateway,
    logIn: gateway,
    logInByIdentity: gateway,
    logOut: inPerson,
    listLogins: inPerson,
    revokeLogin: inPerson,
    revokeLogins: inPerson,
    changePassword: inPerson,
    listAccessTokens: inPerson,
    createAccessToken: inPerson,
    revokeAccessToken: inPerson,
    readExport: inPerson,
    deleteAccount: inPerson,
  },
  sessions: {
    createSession: writes,
    getSession: reads,
    listSessions: reads,
    updateSession: writes,
    deleteSession: writes,
    createGuest: gateway,
    getUser: reads,
  },
  messages: {
    sendMessage: writes,
    getMessage: reads,
    listMessages: reads,
    listActiveStreams: reads,
    sync: reads,
    cancel: writes,
    retry: writes,
    listModels: reads,
    // of answers that the gateway may show to its viewers: it has asked for each of them as its owner
    listQueuePlaces: gateway,
  },
  generations: {
    claim: worker,
    renewLeases: worker,
    renewEpoch: worker,
    checkpoint: worker,
    complete: worker,
    fail: worker,
    release: worker,
    getTitleContext: worker,
    setTitle: worker,
    reportModels: worker,
  },
  limits: {
    getUsage: reads,
    listBudgets: admin,
    setBudget: admin,
    deleteBudget: admin,
    listUsage: admin,
  },
  admin: {
    listUsers: admin,
    updateUser: admin,
    signOutUser: admin,
    listGenerations: admin,
    stopGeneration: admin,
    listAuditEvents: admin,
    getQueue: admin,
    listQueueJobs: admin,
    retryQueueJob: admin,
    removeQueueJob: admin,
  },
  maintenance: {
    describe: janitor,
    repair: janitor,
    prune: janitor,
    reportSweep: janitor,
  },
}
