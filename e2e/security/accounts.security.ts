import { type AcceptedMessage, newId } from '@continuo/contract'
import { type ApiDeps, openApi, signUp } from '../support/client/api.ts'
import { expect, test } from '../support/fixtures.ts'
import { emptyHistory } from '../support/history.ts'
import type { Product } from '../support/product/product.ts'

const password = 'tide sorrow lantern'
const depsOf = ({ origin }: Product, user: string): ApiDeps => ({ origin, user, history: emptyHistory() })

async function newAccount(product: Product, user: string) {
  const email = `${user}-${newId()}@example.org`
  return { email, api: await signUp(depsOf(product, user), email, password) }
}

/** A second browser of the same person. */
async function signIn(product: Product, email: string) {
  const response = await fetch(`${product.origin}/api/v1/auth/login`, {
    method: 'POST',
    headers: { origin: product.origin, 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  expect(response.status).toBe(200)
  return openApi(depsOf(product, email), response.headers.getSetCookie()[0]!.split(';', 1)[0]!)
}

/** Reads an event stream to its end. @returns when it has ended, in milliseconds from now. */
async function untilClosed(origin: string, path: string, headers: Record<string, string>) {
  const response = await fetch(`${origin}/api/v1${path}`, { headers, signal: AbortSignal.timeout(20_000) })
  expect(response.status).toBe(200)
  const reader = response.body!.getReader()
  await reader.read()
  const ended = (async () => {
    while (!(await reader.read()).done);
    return performance.now()
  })()
  return { ended }
}

test('signing out elsewhere, a new password, a disabled and a deleted user close what is open within 5 s', async ({
  product,
}) => {
  const endings: Record<string, (person: Awaited<ReturnType<typeof newAccount>>, id: string) => Promise<unknown>> = {
    'sign out everywhere': ({ api }) => api.call('POST', '/auth/logout-everywhere'),
    'new password': ({ api }) =>
      api.call('POST', '/auth/password', { current_password: password, password: 'another long sentence' }),
    disabled: (_person, id) => product.sql('update users set disabled_at = now() where id = $1', [id]),
    deleted: ({ api }) => api.call('POST', '/auth/delete-account', { password }),
  }
  const figures: string[] = []
  for (const [name, end] of Object.entries(endings)) {
    const person = await newAccount(product, 'anna')
    const phone = await signIn(product, person.email)
    const { body: me } = await phone.call<{ user: { id: string } }>('GET', '/auth/me')
    const body = { content: 'long [words:600] [tps:10]' }
    const { body: sent } = await phone.call<AcceptedMessage>('POST', '/chat/messages', body)
    const open = await Promise.all([
      untilClosed(product.origin, '/chat/stream', phone.headers),
      untilClosed(product.origin, `/chat/stream/${sent.session_id}`, phone.headers),
    ])
    const began = performance.now()
    await end(person, me.user.id)
    for (const { ended } of open) expect((await ended) - began, name).toBeLessThan(5_000)
    figures.push(`${name} ${Math.round(performance.now() - began)}`)
    expect((await phone.call('GET', '/sessions')).status).toBe(401)
    const again = await fetch(`${product.origin}/api/v1/chat/stream`, { headers: phone.headers })
    expect(again.status).toBe(401)
  }
  test.info().annotations.push({ type: 'figure', description: `ms until streams closed: ${figures.join(', ')}` })
})

test('logins survive Redis, and revoked ones stay revoked', async ({ product }) => {
  const person = await newAccount(product, 'anna')
  const phone = await signIn(product, person.email)
  expect((await phone.call('POST', '/auth/logout')).status).toBe(204)
  await product.redis.kill()
  await product.redis.start()
  expect((await person.api.call('GET', '/auth/me')).status).toBe(200)
  expect((await phone.call('GET', '/auth/me')).status).toBe(401)
  await product.gateway.kill()
  await product.gateway.start()
  expect((await person.api.call('GET', '/auth/me')).status).toBe(200)
  expect((await phone.call('GET', '/auth/me')).status).toBe(401)
})

test('an account that is deleted while its answer is written leaves nothing within a minute', async ({ product }) => {
  test.setTimeout(120_000)
  const person = await newAccount(product, 'anna')
  const { body: me } = await person.api.call<{ user: { id: string } }>('GET', '/auth/me')
  const body = { content: 'marked-words [words:900] [tps:20]' }
  const { body: sent } = await person.api.call<AcceptedMessage>('POST', '/chat/messages', body)
  await expect.poll(async () => (await product.chatKeys()).some(({ key }) => key.includes(sent.message_id))).toBe(true)
  const began = performance.now()
  expect((await person.api.call('POST', '/auth/delete-account', { password })).status).toBe(204)
  const counts = async () => {
    const tables = ['users where id', 'sessions where user_id', 'messages where user_id', 'logins where user_id']
    const rows = await Promise.all(
      tables.map((table) => product.sql<{ n: string }>(`select count(*) as n from ${table} = $1`, [me.user.id])),
    )
    const keys = (await product.chatKeys()).filter(({ key }) => key.includes(sent.session_id))
    return [...rows.map(([row]) => Number(row?.n)), keys.length]
  }
  await expect.poll(counts, { timeout: 60_000 }).toEqual([0, 0, 0, 0, 0])
  test.info().annotations.push({
    type: 'figure',
    description: `s until a deleted account was gone: ${((performance.now() - began) / 1_000).toFixed(1)}`,
  })
})
