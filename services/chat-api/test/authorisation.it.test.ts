import { type AppError, newId } from '@continuo/contract'
import { type CallOptions, type Role, rpcMethods } from '@continuo/rpc'
import { expect, test } from 'vitest'
import { policy } from '../src/access/policy.ts'
import { type Belongings, callsOfPeople } from './calls-of-people.ts'
import { newAccount, newLogin } from './people.ts'
import { startService } from './start-service.ts'

type Api = Awaited<ReturnType<typeof startService>>
type Request = Record<string, unknown>
type Outcome = { reply: unknown } | { code: string; message: string; retryAfterS: number | undefined }

interface Call {
  readonly name: string
  readonly role: Role
  /** Requests that name objects; undefined: it names none. */
  readonly of: ((ids: Belongings) => Request[]) | undefined
  readonly own: Request | undefined
  make(api: Api, request: Request, caller: CallOptions): Promise<Outcome>
}

const rules = policy as unknown as Record<string, Record<string, { role: Role }>>

/** Every call of the protos that a person may make. */
const calls: Call[] = rpcMethods()
  .map(({ service, method }) => ({ service, method, role: rules[service]![method]!.role }))
  .filter(({ role }) => role === 'user' || role === 'admin')
  .map(({ service, method, role }) => {
    const probe = callsOfPeople[service]?.[method]
    if (!probe) throw new Error(`test/calls-of-people.ts says nothing of ${service}.${method}`)
    return {
      name: `${service}.${method}`,
      role,
      of: 'of' in probe ? probe.of : undefined,
      own: 'own' in probe ? probe.own : undefined,
      make: async ({ gateway }, request, caller) => {
        const client = gateway as unknown as Record<string, Record<string, (...args: unknown[]) => Promise<unknown>>>
        return client[service]![method]!(request, caller).then(
          (reply) => ({ reply }),
          ({ code, message, retryAfterS }: AppError) => ({ code, message, retryAfterS }),
        )
      },
    }
  })
/** An administrator's objects belong to nobody. */
const ofObjects = calls.filter((call) => call.of !== undefined && call.role === 'user')

const unknown = (): Belongings => ({
  session: newId(),
  message: newId(),
  login: newId(),
  accessToken: newId(),
})

/** A person who has one of everything. */
async function someone(api: Api) {
  const { accounts, messages } = api.client
  const { caller, principal } = await newAccount(api.client)
  const sent = await messages.sendMessage({ content: 'mine' }, caller)
  const { token_sha256 } = newLogin().login
  const token = await accounts.createAccessToken(
    { name: 'mine', scopes: ['chat:read'], expires_in_days: 1, token_sha256 },
    caller,
  )
  const belongings: Belongings = {
    session: sent.session_id,
    message: sent.message_id,
    login: principal.login_id,
    accessToken: token.id,
  }
  return { caller, belongings }
}

/** Everything that is stored of a person; whether an end has been announced is for the background to say. */
const rowsOf = ({ db }: Api, { session, login, accessToken }: Belongings) =>
  Promise.all([
    db('sessions').where({ id: session }).select('*'),
    db('messages').where({ session_id: session }).orderBy('position').select('*', db.raw('null as announced')),
    db('logins').where({ id: login }).select('*'),
    db('access_tokens').where({ id: accessToken }).select('*'),
  ])

/** For every request of every call: what comes of it, as one comparable text. */
async function outcomes(api: Api, ids: () => Belongings, caller: CallOptions) {
  const found: Record<string, Outcome> = {}
  for (const call of ofObjects)
    for (const [n, request] of call.of!(ids()).entries())
      found[`${call.name} ${n}`] = await call.make(api, request, caller)
  return found
}

test("for every call somebody else's object, running, ended or deleted, is like one that never was", async () => {
  await using api = await startService()
  const [{ caller: anna, belongings: mine }, { caller: berta }] = [await someone(api), await someone(api)]
  const never = await outcomes(api, unknown, berta)
  for (const [name, outcome] of Object.entries(never))
    expect([name, outcome]).toEqual([
      name,
      // a list of what runs in a session may as well be empty
      expect.objectContaining(
        name.startsWith('messages.listActiveStreams') ? { reply: { streams: [] } } : { code: 'not_found' },
      ),
    ])
  const before = await rowsOf(api, mine)
  expect(await outcomes(api, () => mine, berta)).toEqual(never)
  expect(await rowsOf(api, mine)).toEqual(before)

  await api.client.messages.cancel({ id: mine.message }, anna)
  const ended = await rowsOf(api, mine)
  expect(await outcomes(api, () => mine, berta)).toEqual(never)
  expect(await rowsOf(api, mine)).toEqual(ended)

  await api.client.sessions.deleteSession({ id: mine.session }, anna)
  expect(await outcomes(api, () => mine, berta)).toEqual(never)
  // its owner is told the same, but where an end may be repeated
  const repeatable = /^(sessions\.deleteSession|accounts\.revoke)/
  const told = Object.entries(await outcomes(api, () => mine, anna)).filter(([name]) => !repeatable.test(name))
  expect(told).toEqual(Object.entries(never).filter(([name]) => !repeatable.test(name)))
})

test('nobody is told to sign in, whatever is asked for; who has another role is told that it is not for them', async () => {
  await using api = await startService()
  const { belongings: mine, caller: person } = await someone(api)
  const before = await rowsOf(api, mine)
  for (const call of calls) {
    const requests = call.of ? [...call.of(mine), ...call.of(unknown())] : [call.own!]
    for (const request of requests) {
      const code = call.role === 'user' ? 'unauthenticated' : 'forbidden'
      expect([call.name, await call.make(api, request, {})]).toEqual([call.name, expect.objectContaining({ code })])
      if (call.role === 'admin') {
        const refused = await call.make(api, request, person)
        expect([call.name, refused]).toEqual([call.name, expect.objectContaining({ code: 'forbidden' })])
      }
      for (const service of ['worker', 'janitor'] as const) {
        const other = { ...api, gateway: api[service] }
        const refused = await call.make(other, request, {})
        expect([call.name, service, refused]).toEqual([
          call.name,
          service,
          expect.objectContaining({ code: 'forbidden' }),
        ])
      }
    }
  }
  expect(await rowsOf(api, mine)).toEqual(before)
})

test('who was removed finds nothing and makes nothing, with an identity that is still good', async () => {
  await using api = await startService()
  const [{ belongings: others }, { belongings: own, caller: removed }] = [await someone(api), await someone(api)]
  await api.db('users').where({ id: removed.userId }).delete()
  const never = await outcomes(api, unknown, removed)
  expect(await outcomes(api, () => own, removed)).toEqual(never)
  expect(await outcomes(api, () => others, removed)).toEqual(never)
  for (const call of calls.filter(({ own: request }) => request !== undefined)) {
    const outcome = await call.make(api, call.own!, removed)
    const text = JSON.stringify(outcome)
    for (const id of [...Object.values(own), ...Object.values(others)]) expect([call.name, text]).not.toContain(id)
  }
  expect(await api.db('sessions').where({ user_id: removed.userId }).select('id')).toEqual([])
})

test("the place of one's list means nothing in another's, and lists hold nothing but one's own", async () => {
  await using api = await startService()
  const { sessions, messages } = api.client
  const [{ caller: anna }, { caller: berta, belongings: hers }] = [await someone(api), await someone(api)]
  for (let n = 0; n < 3; n++) await sessions.createSession({ title: `anna ${n}` }, anna)
  const { next: place } = await sessions.listSessions({ limit: 2 }, anna)
  expect((await sessions.listSessions({ before: place! }, berta)).items.every(({ id }) => id === hers.session)).toBe(
    true,
  )
  const { token } = await messages.sync({}, anna)
  const { sessions: synced, messages: rows } = await messages.sync({ since: token }, berta)
  expect(synced.every(({ id }) => id === hers.session)).toBe(true)
  expect(rows.every(({ session_id }) => session_id === hers.session)).toBe(true)
})

test('it takes no longer to say no to an id that is known than to one that never was', async () => {
  await using api = await startService()
  const [{ belongings: mine }, { caller: berta }] = [await someone(api), await someone(api)]
  const timeOf = async (call: Call, ids: Belongings) => {
    const began = performance.now()
    await call.make(api, call.of!(ids)[0]!, berta)
    return performance.now() - began
  }
  /** In turns, so that whatever slows the machine down, or is left by the call before, slows both. */
  const differenceMs = async (call: Call) => {
    const times = { foreign: [] as number[], never: [] as number[] }
    for (let n = 0; n < 40; n++) {
      const turns = [
        async () => times.foreign.push(await timeOf(call, mine)),
        async () => times.never.push(await timeOf(call, unknown())),
      ]
      for (const turn of n % 2 ? turns.reverse() : turns) await turn()
    }
    return Math.abs(median(times.foreign) - median(times.never))
  }
  for (const call of ofObjects) {
    let found = await differenceMs(call)
    // a busy machine differs once, a leak every time
    for (let again = 0; again < 2 && found >= 10; again++) found = Math.min(found, await differenceMs(call))
    expect([call.name, found < 10]).toEqual([call.name, true])
  }
})

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
