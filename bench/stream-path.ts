/**
 * What one delivered chunk costs, end to end: producer → Redis → gateway → 500 plain sockets, each a process of its own,
 * against a floor (a timer in the gateway writes to the responses) and a peer (`resumable-stream`).
 * Ratios are what counts; the absolute figures are the machine's.
 *
 *   node bench/stream-path.ts [--streams 500] [--rate 25000] [--rounds 1] [--designs floor,continuo,counted]
 */
import { type ChildProcess, fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { startRedis } from '@continuo/devstack/redis'
import { Redis } from 'ioredis'
import { type Design, type Shape, type Usage, designs } from './stream-path/shared.ts'

const { values } = parseArgs({
  options: {
    streams: { type: 'string', default: '500' },
    rate: { type: 'string', default: '25000' },
    rounds: { type: 'string', default: '1' },
    designs: { type: 'string', default: designs.join(',') },
  },
})
const streams = Number(values.streams)
const perSecond = Number(values.rate) / streams
const wanted = new Set(values.designs.split(','))
const warmMs = 2_000
const measureMs = 5_000

interface Result {
  readonly chunks: number
  readonly gatewayUs: number
  readonly producerUs: number
  readonly redisUs: number
  readonly p50Ms: number
  readonly p99Ms: number
}

function start(role: 'gateway' | 'producer' | 'viewers', shape: Shape) {
  const child = fork(new URL(`./stream-path/${role}.ts`, import.meta.url), [JSON.stringify(shape)])
  const died = new Promise<never>((_, reject) => {
    child.once('exit', (code) => reject(new Error(`${role} ended with ${code}`)))
  })
  died.catch(() => {})
  const next = (kind: string) => {
    const { promise, resolve } = Promise.withResolvers<unknown>()
    const take = (message: { kind: string; value: unknown }) => {
      if (message.kind !== kind) return
      child.off('message', take)
      resolve(message.value)
    }
    child.on('message', take)
    return Promise.race([promise, died])
  }
  const up = next('up')
  const ask = <T>(kind: string): Promise<T> => {
    const reply = next(kind)
    child.send(kind)
    return reply as Promise<T>
  }
  return { up, ask, child }
}

async function redisUsage(redis: Redis): Promise<Usage> {
  const info = await redis.info('cpu')
  const seconds = (name: string) => Number(new RegExp(`${name}:([\\d.]+)`).exec(info)?.[1])
  return { cpuUs: 1e6 * (seconds('used_cpu_user') + seconds('used_cpu_sys')) }
}

async function run(design: Design, burst: number, redis: Redis, redisUrl: string): Promise<Result> {
  await redis.flushall()
  const shape: Shape = { design, streams, perSecond, burst, redisUrl, port: 0 }
  const children: ChildProcess[] = []
  const launch = async (role: 'gateway' | 'producer' | 'viewers', port = 0) => {
    const one = start(role, { ...shape, port })
    children.push(one.child)
    await one.up
    return one
  }
  try {
    const producer = design === 'floor' ? undefined : await launch('producer')
    const gateway = await launch('gateway')
    const viewers = await launch('viewers', await gateway.ask('port'))
    while ((await viewers.ask<number>('connected')) < streams) await pause(50)
    await (producer ?? gateway).ask('start')
    await pause(warmMs)

    const usages = () => Promise.all([gateway.ask<Usage>('usage'), producer?.ask<Usage>('usage'), redisUsage(redis)])
    await viewers.ask('take')
    const before = await usages()
    await pause(measureMs)
    const after = await usages()
    const { chunks, p50Ms, p99Ms } = await viewers.ask<{ chunks: number; p50Ms: number; p99Ms: number }>('take')
    const [gatewayUs, producerUs, redisUs] = after.map(
      (use, i) => ((use?.cpuUs ?? 0) - (before[i]?.cpuUs ?? 0)) / chunks,
    )
    return { chunks, gatewayUs: gatewayUs!, producerUs: producerUs!, redisUs: redisUs!, p50Ms, p99Ms }
  } finally {
    for (const child of children) child.kill('SIGKILL')
  }
}

const dataDir = await mkdtemp(join(tmpdir(), 'continuo-bench-'))
const server = await startRedis({ dataDir, durable: false })
const redis = new Redis(server.url)
const path = (one: Result) => one.gatewayUs + one.producerUs + one.redisUs
const rounds = Number(values.rounds)
/** By burst and design, of all rounds. */
const paths = new Map<string, number[]>()

/** What the machine does beside falls on single rounds: their median, and the least, which is what it costs. */
function summarize() {
  console.log(`\nCPU of the path in µs for each delivered chunk, ${rounds} rounds`)
  console.table(
    [...paths].map(([key, all]) => {
      const sorted = all.toSorted((a, b) => a - b)
      return { path: key, median: sorted[sorted.length >> 1]!.toFixed(1), least: sorted[0]!.toFixed(1) }
    }),
  )
}

try {
  for (let round = 1; round <= rounds; round++)
    for (const burst of [1, 4]) {
      console.log(`\n${streams} streams, ${values.rate} chunks/s of 20 bytes, bursts of ${burst}, round ${round}`)
      const results = new Map<Design, Result>()
      // in turns forwards and backwards, so that none always runs on a machine that the other has warmed
      const turn = designs.filter((one) => wanted.has(one))
      for (const design of round % 2 ? turn : turn.reverse()) {
        const one = await run(design, burst, redis, server.url)
        results.set(design, one)
        const key = `${design}, bursts of ${burst}`
        paths.set(key, [...(paths.get(key) ?? []), path(one)])
      }
      const against = (one: Result, design: Design) => {
        const other = results.get(design)
        return other ? (path(one) / path(other)).toFixed(2) : '–'
      }
      console.table(
        [...results].map(([design, one]) => ({
          design,
          'chunks/s': Math.round(one.chunks / (measureMs / 1_000)),
          'gateway µs': one.gatewayUs.toFixed(1),
          'producer µs': one.producerUs.toFixed(1),
          'redis µs': one.redisUs.toFixed(1),
          'path µs': path(one).toFixed(1),
          'of floor': against(one, 'floor'),
          'of peer': against(one, 'resumable-stream'),
          'of continuo': against(one, 'continuo'),
          'p50 ms': one.p50Ms.toFixed(2),
          'p99 ms': one.p99Ms.toFixed(1),
        })),
      )
    }
  summarize()
} finally {
  redis.disconnect()
  await server.stop()
  await rm(dataDir, { recursive: true, force: true })
}
