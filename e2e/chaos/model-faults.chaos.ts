import { expect, test } from '../support/fixtures.ts'

interface Expected {
  status: 'completed' | 'error'
  /** The error's code, or the stop reason. */
  code: string
  /** Model calls; undefined where one more or less says nothing. */
  calls?: number
}
const error = (code: string, calls: number): Expected => ({ status: 'error', code, calls })
const completed = (code = 'end_turn', calls = 1): Expected => ({ status: 'completed', code, calls })

/** What the stand-in does, and how the answer must end: every fault of it that does not stop all calls of a process. */
const faults: [keywords: string, expected: Expected][] = [
  // refused: transient ones three times, the others once
  ['[fault:529]', error('overloaded', 3)],
  ['[fault:500]', error('overloaded', 3)],
  ['[fault:502]', error('overloaded', 3)],
  ['[fault:503 retry_after=1]', error('overloaded', 3)],
  ['[fault:504]', error('overloaded', 3)],
  ['[fault:408]', error('upstream_timeout', 3)],
  ['[fault:409]', error('overloaded', 3)],
  ['[fault:429]', error('rate_limited', 3)],
  ['[fault:429 retry_after=1]', error('rate_limited', 3)],
  ['[fault:429 retry_after=3600]', error('rate_limited', 1)],
  ['[fault:429 retry_after=date:3600]', error('rate_limited', 1)],
  ['[fault:400]', error('invalid_request', 1)],
  ['[fault:413]', error('invalid_request', 1)],
  ['[fault:422]', error('invalid_request', 1)],
  ['[fault:404]', error('config', 1)],
  // silent
  ['[fault:hang_before_headers]', error('upstream_timeout', 3)],
  ['[fault:hang_after_headers]', error('upstream_protocol', 2)],
  ['[fault:hang]', error('upstream_protocol', 2)],
  ['[fault:ping_only every=200]', error('upstream_protocol', 2)],
  // broken off
  ['[fault:fin]', error('upstream_protocol', 2)],
  ['[fault:cut]', error('upstream_unreachable', 3)],
  ['[fault:rst]', error('upstream_unreachable', 3)],
  ['[fault:rst_before_headers]', error('upstream_unreachable', 3)],
  ['[fault:error_event type=overloaded_error]', error('overloaded', 3)],
  ['[fault:error_event type=api_error]', error('overloaded', 3)],
  ['[fault:error_event type=invalid_request_error]', error('invalid_request', 1)],
  // garbled
  ['[fault:bad_json]', error('upstream_protocol', 2)],
  ['[fault:wrong_order]', error('upstream_protocol', 2)],
  ['[fault:wrong_order variant=twice_started]', error('upstream_protocol', 2)],
  ['[fault:wrong_order variant=delta_after_stop]', completed()],
  ['[fault:html_200]', error('upstream_protocol', 2)],
  ['[fault:gzip_broken]', error('upstream_protocol', 2)],
  // odd, but whole
  ['[fault:unknown_events]', completed()],
  ['[fault:gzip]', completed()],
  ['[fault:empty]', completed()],
  ['[fault:nul]', completed()],
  ['[fault:lone_surrogate]', completed()],
  ['[fault:invalid_utf8]', completed()],
  ['[fault:refusal]', completed('refusal')],
  ['[fault:max_tokens]', completed('max_tokens')],
  ['[fault:pause_turn]', completed('pause_turn')],
  ['[fault:context_exceeded]', completed('model_context_window_exceeded')],
  ['[fault:stop_reason reason=never_heard_of]', completed('never_heard_of')],
  ['[thinking]', completed()],
  ['[big_delta:400000]', completed()],
  ['[huge]', completed()],
  // healed by the second call
  ['[fault:529 times=1]', completed('end_turn', 2)],
  ['[fault:fin times=1]', completed('end_turn', 2)],
  ['[fault:rst times=1]', completed('end_turn', 2)],
  ['[fault:rst times=1][overlap:30]', completed('end_turn', 2)],
  ['[fault:bad_json times=1]', completed('end_turn', 2)],
  ['[fault:error_event type=overloaded_error times=2]', completed('end_turn', 3)],
]

test(`${faults.length} ways of the model server: each answer ends in the right status and code, none cut and called complete`, async ({
  lab,
}) => {
  test.setTimeout(120_000)
  const { generators, standIn } = lab.product
  // real limits are 30 s, 45 s and 120 s
  const hasty = { HEADERS_TIMEOUT_MS: '2000', BYTES_IDLE_MS: '3000', PROGRESS_IDLE_MS: '5000' }
  await Promise.all(generators.map((one) => one.stop().then(() => one.start(hasty))))

  const startedAt = Date.now()
  const people = await Promise.all(Array.from({ length: 6 }, () => lab.guest()))
  const results = await Promise.all(
    faults.map(async ([keywords, expected], n) => {
      const guest = people[n % people.length]!
      const sent = await guest.send(lab.question(`${keywords} ${keywords.includes('huge') ? '' : '[words:60]'}[tps:0]`))
      const viewer = guest.watch(sent)
      const { text } = await viewer.ended(sent.message_id, 90_000)
      await viewer.leave()
      const row = (await guest.listMessages(sent.session_id)).find(({ id }) => id === sent.message_id)
      const calls = await standIn.calls(sent.content)
      return {
        is: { keywords, status: row?.status, code: row?.error?.code ?? row?.stop_reason, calls: calls.length },
        wanted: { keywords, ...expected },
        seconds: Math.round((Date.now() - startedAt) / 1000),
        // whole answers are whole; what the stand-in itself made odd is judged by the checker
        isWhole: keywords.includes('times=') ? text === lab.expected(sent.content) : true,
        row,
      }
    }),
  )
  await Promise.all(generators.map((one) => one.stop().then(() => one.start())))

  expect(results.map(({ is }) => is)).toEqual(results.map(({ wanted }) => wanted))
  expect(results.filter(({ isWhole }) => !isWhole).map(({ is }) => is.keywords)).toEqual([])
  const patient = results.filter(({ is }) => is.keywords.includes('3600'))
  for (const { row } of patient) expect(row?.error?.retry_after_s).toBeGreaterThan(3_000)
  lab.figure(
    `${results.length} of ${faults.length} as expected, all ended within ${Math.max(...results.map((r) => r.seconds))} s`,
  )
})
