import { type AppError, newId } from '@continuo/contract'
import { createLogger, createMetrics } from '@continuo/telemetry'
import { eventually, startTcpProxy } from '@continuo/testkit'
import type { Response } from 'express'
import { Redis } from 'ioredis'
import { expect, inject, test } from 'vitest'
import { createEvents } from '../events.ts'
import { type RateClass, type Rates, createRates } from './rates.ts'

const perMinute: Record<RateClass, number> = { address: 0, send: 10, login: 0, stream: 0, request: 0, report: 0 }

/** One gateway's counting, and what became of `times` requests of a subject. */
function gateway(redisUrl: string) {
  const events = createEvents(createMetrics('gateway'))
  const logger = createLogger({ service: 'test', level: 'silent' })
  return createRates({ perMinute, redisUrl, events, logger })
}

const response = () => ({ setHeader: () => {} }) as unknown as Response

async function allowed(rates: Rates, subject: string, times: number): Promise<number> {
  const outcomes = await Promise.allSettled(
    Array.from({ length: times }, () => rates.count('send', subject, response())),
  )
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') expect((outcome.reason as AppError).code).toBe('too_many_requests')
  return outcomes.filter(({ status }) => status === 'fulfilled').length
}

/** Counting begins locally until the connection stands. */
async function connected(rates: Rates, redisUrl: string) {
  const redis = new Redis(redisUrl)
  try {
    await eventually(async () => {
      const subject = newId()
      await rates.count('send', subject, response())
      expect(await redis.get(`gateway:rate:send:${subject}`)).toBe('1')
    })
  } finally {
    redis.disconnect()
  }
}

test('two gateways count together: parallel requests through both get exactly what one user may have', async () => {
  const url = inject('redisUrl')
  await using one = gateway(url)
  await using two = gateway(url)
  await Promise.all([connected(one, url), connected(two, url)])
  const subject = newId()
  const passed = await Promise.all([allowed(one, subject, 30), allowed(two, subject, 30)])
  expect(passed[0] + passed[1]).toBe(10)
})

test('while Redis is away each gateway counts for itself, and goes back when it is there again', async () => {
  const real = new URL(inject('redisUrl'))
  await using proxy = await startTcpProxy({ port: Number(real.port) })
  const url = `redis://127.0.0.1:${proxy.port}`
  await using rates = gateway(url)
  await connected(rates, real.href)
  proxy.set({ kind: 'refuse' })
  expect(await allowed(rates, newId(), 30)).toBe(10)
  proxy.set({ kind: 'pass' })
  await connected(rates, real.href)
})

test('a Redis that does not answer costs a request a moment once, and no request its limit', async () => {
  const real = new URL(inject('redisUrl'))
  await using proxy = await startTcpProxy({ port: Number(real.port) })
  await using rates = gateway(`redis://127.0.0.1:${proxy.port}`)
  await connected(rates, real.href)
  proxy.set({ kind: 'black-hole' })
  const subject = newId()
  expect(await allowed(rates, subject, 5)).toBe(5)
  const began = performance.now()
  expect(await allowed(rates, subject, 30)).toBe(5)
  expect(performance.now() - began, 'Redis is left alone for a while').toBeLessThan(200)
})
