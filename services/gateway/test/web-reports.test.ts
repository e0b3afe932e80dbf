import { describe, expect, test } from 'vitest'
import { type Scene, openScene } from './scene.ts'

const path = '/telemetry/web'

/** The value of a series; its labels beside `service` as they are printed. */
async function valueOf(scene: Scene, name: string, labels = ''): Promise<number> {
  const wanted = [`${name}{${labels && `${labels},`}service="gateway"}`, `${name}{service="gateway",${labels}}`]
  const line = (await scene.metrics()).split('\n').find((each) => wanted.some((start) => each.startsWith(start)))
  return Number(line?.split(' ').at(-1) ?? 0)
}

const seriesOf = async (scene: Scene) =>
  (await scene.metrics()).split('\n').filter((line) => line.startsWith('continuo_web_')).length

test('a report becomes numbers: times in seconds, counts, seconds on each rung, errors by kind', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const reply = await user.post(path, {
    switch_paint_ms: [16, 40],
    answer_lag_ms: [8],
    first_text_ms: [700],
    outbox_wait_ms: [30],
    resumes: 2,
    rung_seconds: { stream: 50, offline: 10 },
    errors: { policy: 1, hash: 1 },
  })
  expect([reply.status, reply.body]).toEqual([204, undefined])
  expect(await valueOf(scene, 'continuo_web_reports_total')).toBe(1)
  expect(await valueOf(scene, 'continuo_web_switch_paint_seconds_count')).toBe(2)
  expect(await valueOf(scene, 'continuo_web_switch_paint_seconds_sum')).toBeCloseTo(0.056)
  expect(await valueOf(scene, 'continuo_web_answer_lag_seconds_sum')).toBeCloseTo(0.008)
  expect(await valueOf(scene, 'continuo_web_first_text_seconds_sum')).toBeCloseTo(0.7)
  expect(await valueOf(scene, 'continuo_web_outbox_wait_seconds_sum')).toBeCloseTo(0.03)
  expect(await valueOf(scene, 'continuo_web_resumes_total')).toBe(2)
  expect(await valueOf(scene, 'continuo_web_rung_seconds_total', 'rung="stream"')).toBe(50)
  expect(await valueOf(scene, 'continuo_web_rung_seconds_total', 'rung="offline"')).toBe(10)
  expect(await valueOf(scene, 'continuo_web_errors_total', 'kind="policy"')).toBe(1)
  expect(await valueOf(scene, 'continuo_web_errors_total', 'kind="hash"')).toBe(1)
})

test('numbers that cannot be are cut to what can: nobody moves a sum by more than a report may hold', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const reply = await user.post(path, {
    switch_paint_ms: [1e308, -1e308, -1],
    resumes: 1e300,
    rung_seconds: { poll: 1e12 },
    errors: { script: 0.9 },
  })
  expect(reply.status).toBe(204)
  expect(await valueOf(scene, 'continuo_web_switch_paint_seconds_sum')).toBe(600)
  expect(await valueOf(scene, 'continuo_web_switch_paint_seconds_count')).toBe(3)
  expect(await valueOf(scene, 'continuo_web_resumes_total')).toBe(1_000)
  expect(await valueOf(scene, 'continuo_web_rung_seconds_total', 'rung="poll"')).toBe(3_600)
  expect(await valueOf(scene, 'continuo_web_errors_total', 'kind="script"')).toBe(0)
})

describe('what is no report is refused like any other bad body, counted by its reason, and makes no series', () => {
  const bodies: Record<string, unknown> = {
    'a name that is none': { page: 'https://example.org/secret' },
    'a rung that is none': { rung_seconds: { carrier_pigeon: 1 } },
    'an error in words': { errors: { 'TypeError: x is not a function': 1 } },
    text: { resumes: '1' },
    infinity: '{"resumes":1e999}',
    'more samples than a report may hold': { answer_lag_ms: Array.from({ length: 21 }, () => 1) },
    'a key of the prototype': { errors: { constructor: 1 } },
    'a list': [],
    nothing: 'null',
    'not JSON': '{',
  }
  test.each(Object.entries(bodies))('%s', async (_name, body) => {
    await using scene = await openScene()
    const user = await scene.signIn()
    const before = await seriesOf(scene)
    const reply = await user.post(path, body)
    expect([reply.status, reply.body.code]).toEqual([400, 'bad_request'])
    expect(await valueOf(scene, 'continuo_web_reports_refused_total', 'reason="bad_request"')).toBe(1)
    expect(await valueOf(scene, 'continuo_web_reports_total')).toBe(0)
    expect(await seriesOf(scene)).toBe(before + 1)
  })
})

test('a report of more than 4 KiB is refused before it is read', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const reply = await user.post(path, `{"resumes":1${' '.repeat(4_096)}}`)
  expect([reply.status, reply.body.code]).toEqual([413, 'payload_too_large'])
  expect(await valueOf(scene, 'continuo_web_reports_refused_total', 'reason="payload_too_large"')).toBe(1)
})

test('a page of another site, nobody, and a program report nothing', async () => {
  await using scene = await openScene()
  const user = await scene.signIn()
  const foreign = await user.post(path, { resumes: 1 }, { origin: 'https://elsewhere.example' })
  expect([foreign.status, foreign.body.code]).toEqual([403, 'forbidden'])
  const nobody = await user.post(path, { resumes: 1 }, { cookie: '' })
  expect([nobody.status, nobody.body.code]).toEqual([401, 'unauthenticated'])
  const { body: made } = await user.post('/auth/tokens', { name: 'script', scopes: ['chat:write'] })
  const program = await user.post(path, { resumes: 1 }, { cookie: '', authorization: `Bearer ${made.token}` })
  expect([program.status, program.body.code]).toEqual([403, 'forbidden'])
  expect(await valueOf(scene, 'continuo_web_resumes_total')).toBe(0)
  expect(await valueOf(scene, 'continuo_web_reports_refused_total', 'reason="forbidden"')).toBe(2)
  expect(await valueOf(scene, 'continuo_web_reports_refused_total', 'reason="unauthenticated"')).toBe(1)
})

test('one user has a bounded number of reports a minute, and they are not taken from the requests', async () => {
  await using scene = await openScene({ RATE_REPORTS: '2', RATE_REQUESTS: '1' })
  const [greedy, other] = [await scene.signIn(), await scene.signIn()]
  const statuses: number[] = []
  for (let n = 0; n < 4; n++) statuses.push((await greedy.post(path, { resumes: 1 })).status)
  expect(statuses).toEqual([204, 204, 429, 429])
  expect((await greedy.get('/sessions')).status).toBe(200)
  expect((await other.post(path, { resumes: 1 })).status).toBe(204)
  expect(await valueOf(scene, 'continuo_web_resumes_total')).toBe(3)
  expect(await valueOf(scene, 'continuo_web_reports_refused_total', 'reason="too_many_requests"')).toBe(2)
})

test('who is signed in hears which share of the page loads shall report', async () => {
  await using scene = await openScene({ WEB_REPORT_SHARE: '0.25' })
  expect((await (await scene.signIn()).get('/auth/me')).body.report_share).toBe(0.25)
})
