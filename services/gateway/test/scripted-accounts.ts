import { AppError, newId } from '@continuo/contract'
import {
  type ChatApiHandlers,
  type NewLogin,
  type PrincipalProto,
  type ReadExportResponse,
  requireUser,
} from '@continuo/rpc'

interface Person {
  readonly id: string
  kind: 'guest' | 'account'
  email?: string
  name?: string
  password?: string
  identity?: string
  role: 'user' | 'admin'
  groups: string[]
}
interface Entry {
  readonly id: string
  readonly userId: string
  readonly kind: string
  readonly scopes: string[]
  readonly name: string
}

const keyOf = (bytes: unknown) => Buffer.from(bytes as Uint8Array).toString('hex')
const time = (days = 0) => new Date(Date.now() + days * 86_400_000).toISOString()

/** The people of a scripted chat-api: real enough for a gateway, with passwords in plain sight. */
export function scriptAccounts() {
  const people = new Map<string, Person>()
  /** A test may have it read something. */
  const exporting = { read: async (_after: string | undefined): Promise<ReadExportResponse> => ({ records: [] }) }
  const entries = new Map<string, Entry>()

  const view = ({ id, kind, email, name, role, groups }: Person) => ({
    id,
    kind,
    role,
    groups,
    created_at: time(),
    ...(email ? { email } : {}),
    ...(name ? { name } : {}),
  })
  const principal = ({ id, userId, kind, scopes }: Entry): PrincipalProto => ({
    account: view(people.get(userId)!),
    login_id: id,
    kind,
    scopes,
    expires_at: time(30),
  })
  const enter = (userId: string, kind: string, login: NewLogin | null | undefined) => {
    const entry = { id: newId(), userId, kind, scopes: [], name: '' }
    entries.set(keyOf(login!.token_sha256), entry)
    return principal(entry)
  }
  const make = (fields: Partial<Person> = {}): Person => {
    const person: Person = { id: newId(), kind: 'guest', role: 'user', groups: [], ...fields }
    people.set(person.id, person)
    return person
  }
  const end = (which: (entry: Entry) => boolean) => {
    for (const [key, entry] of entries) if (which(entry)) entries.delete(key)
  }
  const accountOf = (guestId: string | undefined, fields: Partial<Person>): Person => {
    if (guestId === undefined) return make({ kind: 'account', ...fields })
    end(({ userId }) => userId === guestId)
    return Object.assign(people.get(guestId)!, { kind: 'account', ...fields })
  }
  const known = (key: string, byToken: boolean): Entry => {
    const entry = entries.get(key)
    if (!entry || (entry.kind === 'token') !== byToken || !people.has(entry.userId))
      throw new AppError('unauthenticated', 'Not known')
    return entry
  }
  const owned = (id: string | undefined, userId: string): void => {
    if (![...entries.values()].some((entry) => entry.id === id && entry.userId === userId))
      throw new AppError('not_found', 'There is no such thing')
    end((entry) => entry.id === id)
  }
  const tokenView = ({ id, name, scopes }: Entry) => ({ id, name, scopes, created_at: time(), expires_at: time(90) })

  const handlers: ChatApiHandlers['accounts'] = {
    authenticate: async ({ token_sha256, access_token }) => principal(known(keyOf(token_sha256), access_token)),
    checkLogins: async ({ ids }) => {
      const alive = new Set([...entries.values()].filter(({ userId }) => people.has(userId)).map(({ id }) => id))
      return { ended: ids.filter((id) => !alive.has(id)) }
    },
    adoptLogin: async ({ user_id, login }) => {
      if (!people.has(user_id)) throw new AppError('unauthenticated', 'Not known')
      return enter(user_id, 'guest', login)
    },
    logInGuest: async ({ login }) => enter(make().id, 'guest', login),
    signUp: async ({ email, password, name, guest_id, login }) => {
      if ([...people.values()].some((person) => person.password && person.email === email))
        throw new AppError('conflict', 'Taken')
      return enter(accountOf(guest_id, { email, password, ...(name ? { name } : {}) }).id, 'password', login)
    },
    logIn: async ({ email, password, login }) => {
      const person = [...people.values()].find((one) => one.email === email && one.password === password)
      if (!person) throw new AppError('wrong_credentials', 'Wrong')
      return enter(person.id, 'password', login)
    },
    logInByIdentity: async ({ issuer, subject, email, name, groups, admin, guest_id, login }) => {
      const identity = `${issuer} ${subject}`
      const present = [...people.values()].find((one) => one.identity === identity)
      const fields = { identity, groups, ...(email ? { email } : {}), ...(name ? { name } : {}) }
      const role = admin ? ('admin' as const) : ('user' as const)
      return enter((present ?? accountOf(guest_id, { ...fields, role })).id, 'oidc', login)
    },
    logOut: async (_request, call) => {
      end(({ id }) => id === call.loginId)
      return {}
    },
    listLogins: async (_request, call) => ({
      items: [...entries.values()]
        .filter(({ userId, kind }) => userId === requireUser(call) && kind !== 'token')
        .map(({ id, kind }) => ({
          id,
          kind,
          created_at: time(),
          last_seen_at: time(),
          expires_at: time(30),
          current: id === call.loginId,
        })),
    }),
    revokeLogin: async ({ id }, call) => {
      owned(id, requireUser(call))
      return {}
    },
    revokeLogins: async (_request, call) => {
      end(({ userId, kind }) => userId === call.userId && kind !== 'token')
      return {}
    },
    changePassword: async ({ current_password, password, login }, call) => {
      const person = people.get(requireUser(call))!
      if (person.password !== current_password) throw new AppError('wrong_credentials', 'Wrong')
      person.password = password
      end(({ userId, kind }) => userId === person.id && kind !== 'token')
      return enter(person.id, 'password', login)
    },
    listAccessTokens: async (_request, call) => ({
      items: [...entries.values()]
        .filter(({ userId, kind }) => userId === requireUser(call) && kind === 'token')
        .map(tokenView),
    }),
    createAccessToken: async ({ name, scopes, token_sha256 }, call) => {
      const entry = { id: newId(), userId: requireUser(call), kind: 'token', scopes, name }
      entries.set(keyOf(token_sha256), entry)
      return tokenView(entry)
    },
    revokeAccessToken: async ({ id }, call) => {
      owned(id, requireUser(call))
      return {}
    },
    readExport: async (request) => exporting.read(request.after),
    deleteAccount: async ({ password }, call) => {
      const person = people.get(requireUser(call))!
      if (person.password !== undefined && person.password !== password)
        throw new AppError('wrong_credentials', 'Wrong')
      end(({ userId }) => userId === person.id)
      people.delete(person.id)
      return {}
    },
  }
  const endLogins = (userId: string) => end((entry) => entry.userId === userId)
  return { people, entries, exporting, handlers, make, endLogins }
}
