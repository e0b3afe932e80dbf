import { generateKeyPairSync } from 'node:crypto'
import { Metadata, credentials } from '@grpc/grpc-js'
import { expect, test } from 'vitest'
import { connect, gateway } from '../test/service.ts'
import { createChatApiClient } from './client.ts'
import { signIdentity } from './identity/identity.ts'
import { v1 } from './protos.ts'

const userId = '0192a3b4-0000-7000-8000-000000000001'
const seen: unknown[] = []
const given = {
  sessions: {
    getSession: async ({ id }: { id: string }, call: object) => {
      seen.push(call)
      return { id }
    },
  },
} as const

/** A call with whatever metadata; resolves with the gRPC status, 0 when it was answered. */
function callWith(address: string, metadata: [name: string, value: string][]): Promise<number> {
  const client = new v1.SessionService(address, credentials.createInsecure())
  const sent = new Metadata()
  for (const [name, value] of metadata) sent.add(name, value)
  const { path, requestSerialize, responseDeserialize } = v1.SessionService.service.GetSession!
  return new Promise((resolve) => {
    client.makeUnaryRequest(path, requestSerialize, responseDeserialize, { id: 's' }, sent, (error) => {
      client.close()
      resolve(error?.code ?? 0)
    })
  })
}

test('a service calls for itself, or for a person with a login and what a token may do', async () => {
  await using rpc = await connect(given)
  seen.length = 0
  await rpc.client.sessions.getSession({ id: 's' })
  await rpc.client.sessions.getSession(
    { id: 's' },
    { userId, loginId: 'l', roles: ['user', 'admin'], scopes: ['chat:read'], requestId: 'r' },
  )
  expect(seen).toMatchObject([
    { roles: ['gateway'] },
    { roles: ['user', 'admin'], userId, loginId: 'l', scopes: ['chat:read'], requestId: 'r' },
  ])
  expect(seen[0]).toMatchObject({ userId: undefined })
})

test('without exactly one identity that a trusted key has signed no handler is reached', async () => {
  await using rpc = await connect(given)
  const good = signIdentity({ roles: ['user'], userId }, gateway.key)
  const stranger = signIdentity({ roles: ['user'], userId }, generateKeyPairSync('ed25519').privateKey)
  seen.length = 0
  const unauthenticated = 16
  const refused: [string, string][][] = [
    [],
    [['x-user-id', userId]],
    [['x-identity', '']],
    [['x-identity', stranger]],
    [['x-identity', good.slice(0, -2)]],
    [
      ['x-identity', good],
      ['x-identity', good],
    ],
    [
      ['x-identity', good],
      ['x-identity', stranger],
    ],
    [['authorization', `Bearer ${good}`]],
  ]
  for (const metadata of refused)
    expect([metadata, await callWith(rpc.address, metadata)]).toEqual([metadata, unauthenticated])
  expect(seen).toEqual([])
  expect(await callWith(rpc.address, [['x-identity', good]])).toBe(0)
})

test("a worker's key cannot call for a person, whatever it claims", async () => {
  const worker = generateKeyPairSync('ed25519')
  await using rpc = await connect(given, { keys: [{ key: worker.publicKey, roles: ['worker'] }] })
  using client = createChatApiClient({ address: rpc.address, signer: 'worker', key: worker.privateKey })
  seen.length = 0
  await expect(client.sessions.getSession({ id: 's' }, { userId })).rejects.toMatchObject({ code: 'forbidden' })
  expect(seen).toEqual([])
  await client.sessions.getSession({ id: 's' })
  expect(seen).toMatchObject([{ roles: ['worker'] }])
})
