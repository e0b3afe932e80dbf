import { once } from 'node:events'
import { type AddressInfo, type Socket, connect, createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { startTcpProxy } from './tcp-proxy.ts'

async function echoThroughProxy() {
  const server = createServer((socket) => socket.on('error', () => {}).pipe(socket)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const proxy = await startTcpProxy({ port: (server.address() as AddressInfo).port })
  const socket = connect(proxy.port, '127.0.0.1').on('error', () => {})
  await once(socket, 'connect')
  onTestFinished(async () => {
    socket.destroy()
    await proxy[Symbol.asyncDispose]()
    server.close()
  })
  return { proxy, socket }
}

/** `once` would reject with the reset that is wanted here. */
const closed = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve))

test('a good network passes every byte in order', async () => {
  const { socket } = await echoThroughProxy()
  const sent = Buffer.alloc(300_000, 'abcdefg')
  socket.write(sent)
  const got: Buffer[] = []
  for await (const part of socket) {
    got.push(part as Buffer)
    if (Buffer.concat(got).length >= sent.length) break
  }
  expect(Buffer.concat(got).equals(sent)).toBe(true)
})

test('latency keeps the order', async () => {
  const { proxy, socket } = await echoThroughProxy()
  proxy.set({ kind: 'latency', ms: 5 })
  socket.write('one')
  socket.write('two')
  let got = ''
  for await (const part of socket) if ((got += String(part)).length >= 6) break
  expect(got).toBe('onetwo')
})

test('a reset comes after the bytes it was set for', async () => {
  const { proxy, socket } = await echoThroughProxy()
  proxy.set({ kind: 'reset-after', bytes: 4 })
  let got = ''
  socket.on('data', (part) => (got += String(part)))
  socket.write('123456')
  await closed(socket)
  expect('1234'.startsWith(got)).toBe(true)
})

test('refusing resets what is open', async () => {
  const { proxy, socket } = await echoThroughProxy()
  const gone = closed(socket)
  proxy.set({ kind: 'refuse' })
  await gone
})

test('a black hole swallows what is sent and closes nothing', async () => {
  const { proxy, socket } = await echoThroughProxy()
  proxy.set({ kind: 'black-hole' })
  socket.write('lost')
  await new Promise((resolve) => setImmediate(resolve))
  expect(proxy.open).toBe(1)
  expect(socket.bytesRead).toBe(0)
})
