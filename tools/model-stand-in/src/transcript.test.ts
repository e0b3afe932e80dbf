import { describe, expect, test } from 'vitest'
import type { RequestRecord } from './index.ts'
import { listen, openStandIn } from './test-support.ts'

const question = 'How does a tide table know about the moon?'

describe('the transcript', () => {
  test('tells in the middle of an answer what has been sent, and that the client has gone', async () => {
    await using it = await openStandIn({ tps: 500 })
    const abort = new AbortController()
    const listening = listen(it.client, `${question} [words:2000]`, {}, abort)
    const record = await it.standIn.transcript.waitFor(({ sentText }) => sentText.length > 50)
    expect(record).toMatchObject({ outcome: 'open', endedAt: null, status: 200, kind: 'answer' })
    expect(record.firstTextAt).toBeGreaterThanOrEqual(record.receivedAt)
    abort.abort()
    const heard = await listening
    await it.standIn.transcript.waitFor(({ outcome }) => outcome === 'client_closed')
    expect(record.sentText.startsWith(heard.text)).toBe(true)
  })

  test('keeps bodies and headers, never a key, and only the newest requests', async () => {
    await using it = await openStandIn({ keep: 2 })
    for (const n of [1, 2, 3]) await listen(it.client, `${question} number ${n}`)
    const records = it.standIn.transcript.requests()
    expect(records.map(({ n }) => n)).toEqual([2, 3])
    expect(records[0]?.headers['authorization']).toBe('***')
    expect(records[0]?.body).toMatchObject({ stream: true, max_tokens: 32_000 })
    expect(it.standIn.transcript.count({ containing: 'number 3' })).toBe(1)
  })

  test('gives up waiting with an error after its time', async () => {
    await using it = await openStandIn()
    await expect(it.standIn.transcript.waitFor(() => false, { timeoutMs: 5 })).rejects.toThrow('within 5 ms')
  })
})

describe('a scenario set at run time', () => {
  test('is met by the next requests it is meant for, and wins over the prompt', async () => {
    await using it = await openStandIn()
    it.standIn.setScenario('529', { requests: 2, containing: 'tide' })
    const statuses: unknown[] = []
    for (const prompt of ['Something else', question, `${question} [fault:500]`, question]) {
      statuses.push(((await listen(it.client, prompt)).error as { status?: number } | null)?.status)
    }
    expect(statuses).toEqual([undefined, 529, 529, undefined])
  })

  test('that cannot be read is refused at once', async () => {
    await using it = await openStandIn()
    expect(() => it.standIn.setScenario('teapot')).toThrow('unknown fault')
    expect(() => it.standIn.setScenario('429 colour=red')).toThrow('does not take')
    expect(() => it.standIn.setScenario('[tps:5] and more')).toThrow('made of [keywords]')
  })

  test('is forgotten at a reset, with the attempts and the records', async () => {
    await using it = await openStandIn()
    const prompt = `${question} [fault:529 times=1]`
    await listen(it.client, prompt)
    it.standIn.setScenario('500')
    it.standIn.reset()
    expect(it.standIn.transcript.count()).toBe(0)
    expect((await listen(it.client, prompt)).error).toMatchObject({ status: 529 })
  })
})

describe('control over HTTP', () => {
  const post = (url: string, body: unknown = {}) => fetch(url, { method: 'POST', body: JSON.stringify(body) })

  test('sets scenarios, lists, counts, waits and resets', async () => {
    await using it = await openStandIn()
    const control = `${it.standIn.url}/__control`
    expect((await post(`${control}/scenario`, { scenario: 'fin after=3', requests: 1 })).status).toBe(200)
    const waiting = fetch(`${control}/wait?containing=moon&outcome=faulted&attempt=1`)
    await listen(it.client, question)
    expect(((await (await waiting).json()) as RequestRecord).fault).toBe('fin')
    const list = (await (await fetch(`${control}/requests?kind=answer`)).json()) as { items: RequestRecord[] }
    expect(list.items).toHaveLength(1)
    await post(`${control}/reset`)
    expect(await (await fetch(`${control}/count`)).json()).toEqual({ count: 0 })
    expect((await fetch(`${control}/wait?timeout_ms=1`)).status).toBe(408)
  })

  test('refuses web pages, and says what is wrong with a scenario', async () => {
    await using it = await openStandIn()
    const control = `${it.standIn.url}/__control`
    expect((await fetch(`${control}/requests`, { headers: { origin: 'http://evil.example' } })).status).toBe(403)
    const bad = await post(`${control}/scenario`, { scenario: 'teapot' })
    expect([bad.status, await bad.text()]).toEqual([400, expect.stringContaining('unknown fault')])
    expect((await fetch(`${control}/nothing`)).status).toBe(404)
  })
})
