import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { connect as connectTls } from 'node:tls'
import { eventually } from '@continuo/testkit'
import { expect, test } from 'vitest'
import { createAuthority, hasOpenssl, temporaryFolder } from '../../test/certificates.ts'
import { connect, gateway } from '../../test/service.ts'
import { createChatApiClient } from '../client.ts'
import { type TlsFiles, watchCertificates } from './certificate-files.ts'

const given = { sessions: { getSession: async ({ id }: { id: string }) => ({ id }) } } as const
const code = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => ({ code: 'ok' }),
    (caught: unknown) => caught,
  )
  return (error as { code: string }).code
}

// without openssl nothing here can make a certificate
const withOpenssl = test.skipIf(!hasOpenssl)

function folders(root: string, ...names: string[]): string[] {
  return names.map((name) => {
    mkdirSync(join(root, name))
    return join(root, name)
  })
}

withOpenssl('with certificates only those of the same authority are let in, and only it is believed', async () => {
  using folder = temporaryFolder()
  const [server, ours, others] = folders(folder.path, 'server', 'ours', 'others') as [string, string, string]
  const authority = createAuthority(folder.path, 'ours-ca')
  const foreign = createAuthority(folder.path, 'others-ca')
  const client = authority.issue(ours)
  await using rpc = await connect(given, { tls: authority.issue(server) }, { tls: client })
  const call = async (tls: TlsFiles | undefined) => {
    using other = createChatApiClient({ address: rpc.address, ...gateway, tls })
    return code(other.sessions.getSession({ id: 's' }, { deadlineMs: 2_000 }))
  }
  expect(await rpc.client.sessions.getSession({ id: 's' })).toMatchObject({ id: 's' })
  expect(await call(undefined)).toBe('unavailable')
  const stranger = foreign.issue(others)
  expect(await call({ ...stranger, ca: client.ca })).toBe('unavailable')
  expect(await call({ ...client, ca: stranger.ca })).toBe('unavailable')
})

withOpenssl('renewed certificates are taken up by both sides while they run', async () => {
  using folder = temporaryFolder()
  const [server, client] = folders(folder.path, 'server', 'client') as [string, string]
  const old = createAuthority(folder.path, 'old-ca')
  const tls = { server: old.issue(server), client: old.issue(client) }
  using watched = watchCertificates(tls.server, 20)
  const updates: string[] = []
  watched.addIdentityCertificateListener((update) => updates.push(String(update?.certificate)))

  // written in two steps: between them key and certificate do not belong together, and the old pair stays
  const renewed = createAuthority(folder.path, 'new-ca')
  const [aside] = folders(folder.path, 'aside') as [string]
  const next = renewed.issue(aside)
  writeFileSync(tls.server.cert, readFileSync(next.cert))
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(updates).toHaveLength(1)
  writeFileSync(tls.server.ca, readFileSync(next.ca))
  writeFileSync(tls.server.key, readFileSync(next.key))
  await eventually(() => expect(updates.at(-1)).toBe(readFileSync(next.cert, 'utf8')))
})

withOpenssl('a server whose files are renewed shows the new certificate to who connects next', async () => {
  using folder = temporaryFolder()
  const [server, client] = folders(folder.path, 'server', 'client') as [string, string]
  const authority = createAuthority(folder.path, 'ca')
  const files = { server: authority.issue(server), client: authority.issue(client) }
  await using rpc = await connect(given, { tls: files.server, tlsCheckMs: 20 }, { tls: files.client })
  const shown = () =>
    new Promise<string>((resolve, reject) => {
      const [host, port] = rpc.address.split(':')
      const { cert, key, ca } = files.client
      const [certBytes, keyBytes, caBytes] = [cert, key, ca].map((path) => readFileSync(path))
      const socket = connectTls({
        ...{ host, port: Number(port), ALPNProtocols: ['h2'] },
        ...{ cert: certBytes, key: keyBytes, ca: caBytes },
      })
      socket.once('secureConnect', () => {
        resolve(socket.getPeerCertificate().serialNumber)
        socket.destroy()
      })
      socket.once('error', reject)
    })
  const before = await shown()
  authority.issue(server)
  await eventually(async () => expect(await shown()).not.toBe(before))
  expect(await rpc.client.sessions.getSession({ id: 's' })).toMatchObject({ id: 's' })
})

test('certificates that are not there are told at the start', async () => {
  const missing = { cert: '/no/such/cert', key: '/no/such/key', ca: '/no/such/ca' }
  await expect(connect(given, { tls: missing })).rejects.toThrow('ENOENT')
})
