import { request } from 'node:http'
import { newId } from '@continuo/contract'
import { documentedMetrics, idsIn, metricsOf, readSeries, valueOf } from '@continuo/testkit'
import { afterEach, expect, test } from 'vitest'
import { type Scene, openScene } from './scene.ts'

let scene: Scene
afterEach(() => scene[Symbol.asyncDispose]())

/** Series of one gateway after such a load, at most; docs/metrics.md says so. */
const budget = 1_000

const ask = (method: string, path: string) =>
  new Promise<void>((resolve, reject) =>
    request({ port: scene.port, host: '127.0.0.1', method, path }, (res) => res.resume().once('end', resolve))
      .once('error', reject)
      .end(),
  )

test('docs/metrics.md names every metric of the gateway with its labels, and no other', async () => {
  scene = await openScene()
  expect(metricsOf(scene.registry)).toEqual(documentedMetrics('Every service', 'Gateway', 'Browsers'))
})

test(
  'many users, sessions, answers and odd requests make few series, and no label tells an id',
  { timeout: 60_000 },
  async () => {
    scene = await openScene()
    const users = await Promise.all(Array.from({ length: 20 }, () => scene.signIn()))
    for (const user of users) {
      const { session_id, message_id } = await user.send()
      const feed = await user.stream('/chat/stream')
      const socket = user.socket()
      await socket.untilEvent('status')
      const generation = await scene.generate(message_id)
      await generation.write('text')
      await generation.complete()
      await user.get(`/chat/status/${session_id}/${message_id}`)
      await user.get(`/sessions/${session_id}/messages`)
      await user.get(`/sessions/${newId()}`)
      await user.get(`/nowhere/${newId()}`)
      socket.socket.terminate()
      await feed.close()
    }
    for (const method of ['PROPFIND', 'REPORT', 'PURGE', 'DELETE', 'PATCH']) {
      await ask(method, '/api/v1/chat/messages')
      await ask(method, `/${newId()}`)
    }
    const series = readSeries(await scene.metrics())
    expect(idsIn(series)).toEqual([])
    expect(series.length).toBeLessThan(budget)
    const requests = 'continuo_gateway_http_requests_total'
    expect(valueOf(series, requests, { route: 'unmatched', status: '404' })).toBe(25)
    expect(valueOf(series, requests, { method: 'other' })).toBe(6)
    expect(valueOf(series, requests, { method: 'PROPFIND' })).toBeUndefined()
    expect(valueOf(series, 'continuo_gateway_stream_duration_seconds_count', { transport: 'socket' })).toBe(20)
    expect(valueOf(series, 'continuo_gateway_unsent_bytes')).toBe(0)
  },
)
