import { request } from 'node:http'
import { type Socket, connect } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { type ListenOptions, listen, slowLimits } from '../src/http/server.ts'
import { readJson } from '../src/http/json-body.ts'
import { openScene } from './scene.ts'

const open: AsyncDisposable[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one[Symbol.asyncDispose]()
})

/** The HTTP server as the gateway has it, but hurried. */
async function hurried(options: Partial<ListenOptions> = {}) {
  const { promise: bigClosed, resolve } = Promise.withResolvers<void>()
  const server = await listen(
    (req, res) => {
      if (req.url === '/big') return void res.once('close', resolve).end(Buffer.alloc(64_000_000))
      readJson(req, 1_000).then(
        () => res.end('ok'),
        () => res.writeHead(400).end(),
      )
    },
    {
      host: '127.0.0.1',
      port: 0,
      silentMs: 700,
      maxConnectionsPerAddress: 100_000,
      isProxy: () => false,
      onRefused: () => {},
      slow: { headersTimeout: 600, requestTimeout: 900, connectionsCheckingInterval: 100 },
      ...options,
    },
  )
  open.push({ [Symbol.asyncDispose]: () => server.close(100) })
  return { ...server, bigClosed }
}

function knock(port: number, first = ''): { socket: Socket; closed: Promise<string> } {
  const socket = connect(port, '127.0.0.1').on('error', () => {})
  let said = ''
  socket.on('data', (bytes) => (said += bytes.toString('latin1')))
  if (first) socket.write(first)
  return { socket, closed: new Promise((resolve) => socket.once('close', () => resolve(said))) }
}

const ask = (port: number) =>
  new Promise<number>((resolve, reject) => {
    const began = performance.now()
    request({ port, host: '127.0.0.1', agent: false }, (res) => {
      res.resume().once('end', () => resolve(performance.now() - began))
    })
      .once('error', reject)
      .end()
  })

test('whoever connects and says nothing is gone within 30 s', () => {
  expect(slowLimits.headersTimeout + slowLimits.connectionsCheckingInterval).toBeLessThanOrEqual(30_000)
  expect(slowLimits.requestTimeout + slowLimits.connectionsCheckingInterval).toBeLessThanOrEqual(60_000)
})

test('five thousand idle sockets are reaped, and others are served meanwhile', async () => {
  const slow = { ...slowLimits, headersTimeout: 3_000, connectionsCheckingInterval: 200 }
  const { port } = await hurried({ silentMs: 60_000, slow })
  const idle: ReturnType<typeof knock>[] = []
  while (idle.length < 5_000) {
    // no more at once than the kernel queues up for a server
    const some = Array.from({ length: 250 }, () => knock(port))
    await Promise.all(some.map(({ socket }) => new Promise((resolve) => socket.once('connect', resolve))))
    idle.push(...some)
  }
  for (let n = 0; n < 20; n++) expect(await ask(port)).toBeGreaterThan(0)
  await Promise.all(idle.map(({ closed }) => closed))
})

test.each([
  ['headers that never end', 'GET / HTTP/1.1\r\nhost: x\r\nx-a: 1\r\n'],
  [
    'a body that never comes',
    'POST / HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"a":',
  ],
])('%s: the connection is cut, however many bytes drip in', async (_name, beginning) => {
  const { port } = await hurried()
  const slow = knock(port, beginning)
  const dripping = setInterval(() => slow.socket.write('x'), 50)
  await slow.closed
  clearInterval(dripping)
})

test('a reader who stops reading a reply is cut, and its memory with it', async () => {
  const server = await hurried()
  const slow = knock(server.port, 'GET /big HTTP/1.1\r\nhost: x\r\n\r\n')
  await new Promise((resolve) => slow.socket.once('data', resolve))
  slow.socket.pause()
  await server.bigClosed
  slow.socket.destroy()
})

test.each([
  ['a URL', (origin: string) => fetch(`${origin}/api/v1/sessions?before=${'x'.repeat(20_000)}`)],
  ['headers', (origin: string) => fetch(`${origin}/api/v1/sessions`, { headers: { 'x-long': 'x'.repeat(20_000) } })],
])('%s beyond 16 KiB are refused before anything looks at them', async (_name, send) => {
  await using scene = await openScene()
  expect((await send(scene.origin)).status).toBe(431)
  expect(scene.chatApi.calls).toEqual([])
})

test('bodies, prompts and titles beyond their limits are refused before chat-api hears of them', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const before = scene.chatApi.calls.length
  const refused = [
    await user.post('/chat/messages', { content: 'x'.repeat(1_100_000) }),
    await user.post('/chat/messages', { content: 'x'.repeat(200_001) }),
    await user.post('/chat/messages', { content: 'x', system: 'x'.repeat(20_001) }),
    await user.post('/sessions', { title: 'x'.repeat(201) }),
  ]
  expect(refused.map(({ status }) => status)).toEqual([413, 400, 400, 400])
  expect(scene.chatApi.calls.slice(before).filter(({ method }) => /send|create/.test(method))).toEqual([])
})
