import type { DashboardFacts } from './build/dashboard.ts'
import { stat, timeseries } from './build/panel.ts'
import { processRow } from './build/process-row.ts'
import { countOrZero, of, quantile, quantiles, rate, rateOrZero, recorded, sum } from './build/promql.ts'

export const streams: DashboardFacts = {
  uid: 'continuo-streams',
  title: 'Continuo / Streams and gateway',
  description: 'Readers: whether text reaches them, over what, and what their requests meet.',
  jobs: '.*gateway.*',
  rows: [
    {
      title: 'Are readers hurt?',
      panels: [
        stat({
          title: 'Streams that hold',
          description:
            'Share of the streams of the last hour that were not the repetition of a broken one. Normal: above 95 %. Below: runbook streams-breaking.',
          unit: 'percentunit',
          max: 1,
          steps: ['red', [0.7, 'orange'], [0.95, 'green']],
          queries: [
            { expr: `1 - ${recorded('slo:sli_error:ratio_rate1h', 'slo="continuity"')}`, legend: '{{namespace}}' },
          ],
        }),
        stat({
          title: 'Open streams',
          description: 'Readers now. Each browser holds one, whatever the number of its tabs.',
          unit: 'short',
          queries: [{ expr: sum('continuo_gateway_open_streams'), legend: 'open' }],
        }),
        stat({
          title: 'Gateways cut off from Redis',
          description: 'Their readers see no live text. Normal: 0. Else: runbook gateway-cut-off.',
          unit: 'none',
          steps: ['green', [1, 'red']],
          queries: [{ expr: `count(${of('continuo_gateway_hub_connected')} == 0) or vector(0)`, legend: 'cut off' }],
        }),
        stat({
          title: 'Unsent',
          description:
            'Bytes that wait in gateways because readers take them slowly. Normal: near 0. A reader with 1 MiB is dropped and resumes.',
          unit: 'bytes',
          queries: [{ expr: sum('continuo_gateway_unsent_bytes'), legend: 'unsent' }],
        }),
        stat({
          title: 'Requests answered 5xx',
          description:
            'Share of all. Normal: 0. Else see "Requests by status" and the log line "request handled" at level warn.',
          unit: 'percentunit',
          max: 1,
          steps: ['green', [0.001, 'orange'], [0.01, 'red']],
          queries: [
            {
              expr: `(${rate('continuo_gateway_http_requests_total', '', 'status=~"5.."')} or vector(0)) / ${rate('continuo_gateway_http_requests_total')}`,
              legend: '5xx',
            },
          ],
        }),
        stat({
          title: 'Frames to readers',
          description: 'Per second. Follows the answers that are being made and the number of their readers.',
          unit: 'ops',
          queries: [{ expr: rate('continuo_gateway_stream_frames_total'), legend: 'frames' }],
        }),
      ],
    },
    {
      title: 'Streams',
      panels: [
        timeseries({
          title: 'Open, by transport',
          description: 'sse is the normal one. Many sockets: something on the way holds event streams back.',
          unit: 'short',
          stacked: true,
          queries: [
            { expr: sum('continuo_gateway_open_streams', 'kind, transport'), legend: '{{kind}} {{transport}}' },
          ],
        }),
        timeseries({
          title: 'Opened',
          description:
            'resumed=true took up an answer in its middle. Normal: few, and a burst after each deploy. Many: what cuts them? See "Ended".',
          unit: 'ops',
          queries: [
            {
              expr: rate('continuo_gateway_streams_opened_total', 'transport, resumed'),
              legend: '{{transport}} resumed={{resumed}}',
            },
          ],
        }),
        timeseries({
          title: 'Ended',
          description:
            'gone: the reader left or the network did. done: nothing was active any more. drain: a deploy. slow: dropped because it did not read. misused, signed_out: as they say.',
          unit: 'ops',
          stacked: true,
          queries: [{ expr: rate('continuo_gateway_streams_ended_total', 'reason'), legend: '{{reason}}' }],
        }),
        timeseries({
          title: 'How long streams stay',
          description:
            'Half of the feeds should stay for minutes. A step at 30, 60 or 300 s is the time limit of a proxy: lift it.',
          unit: 's',
          queries: [
            {
              expr: quantile(0.5, 'continuo_gateway_stream_duration_seconds', 'kind, transport'),
              legend: '{{kind}} {{transport}} p50',
            },
            {
              expr: quantile(0.95, 'continuo_gateway_stream_duration_seconds', 'kind, transport'),
              legend: '{{kind}} {{transport}} p95',
            },
          ],
        }),
        timeseries({
          title: 'Slow, drained, refused',
          description:
            'Readers dropped as too slow, told to reconnect by a deploy, refused because one had too many open. Normal: zero between deploys.',
          unit: 'short',
          queries: [
            { expr: countOrZero('continuo_gateway_slow_clients_total'), legend: 'slow' },
            { expr: countOrZero('continuo_gateway_streams_drained_total'), legend: 'drained' },
            { expr: countOrZero('continuo_gateway_streams_refused_total'), legend: 'refused' },
            { expr: countOrZero('continuo_gateway_connections_refused_total'), legend: 'connections refused' },
          ],
        }),
        timeseries({
          title: 'Snapshots, resets, fallbacks',
          description:
            'Snapshots replace the text of a reader whose cursor the log cannot serve; resets begin an answer anew after a crash; fallbacks asked PostgreSQL instead of the log. Normal: few. Resets: look for lost generators.',
          unit: 'short',
          queries: [
            { expr: countOrZero('continuo_gateway_stream_snapshots_total'), legend: 'snapshots' },
            { expr: countOrZero('continuo_gateway_stream_resets_total'), legend: 'resets' },
            { expr: countOrZero('continuo_gateway_stream_fallbacks_total'), legend: 'fallbacks' },
          ],
        }),
        timeseries({
          title: 'Gaps, repeats, silences',
          description:
            'Gaps in what Redis published, mended from the log; repeats that were left out; times the subscriber heard nothing for too long. Normal: repeats where readers come and go, no gaps. Gaps: Redis or its network drops messages.',
          unit: 'short',
          queries: [
            { expr: countOrZero('continuo_gateway_stream_gaps_total'), legend: 'gaps' },
            { expr: countOrZero('continuo_gateway_stream_duplicates_total'), legend: 'repeats' },
            { expr: countOrZero('continuo_gateway_subscriber_silences_total'), legend: 'silences' },
          ],
        }),
        timeseries({
          title: 'Bytes to readers',
          description: 'Of frames. Compare with the network of a pod.',
          unit: 'Bps',
          queries: [{ expr: rate('continuo_gateway_stream_bytes_total', 'pod'), legend: '{{pod}}' }],
        }),
        timeseries({
          title: 'Frames of one write',
          description: 'How many frames leave together. 1 when idle, more under load: that is how load is borne.',
          unit: 'short',
          queries: [
            {
              expr: `${rate('continuo_gateway_stream_frames_total')} / (${rate('continuo_gateway_stream_writes_total')} > 0)`,
              legend: 'frames / write',
            },
          ],
        }),
        timeseries({
          title: 'What gateways follow',
          description:
            'Redis channels subscribed and messages followed, once per reader. Both fall to zero when nothing is active.',
          unit: 'short',
          queries: [
            { expr: sum('continuo_gateway_hub_channels', 'pod'), legend: '{{pod}} channels' },
            { expr: sum('continuo_gateway_hub_followers', 'pod'), legend: '{{pod}} followed' },
          ],
        }),
        timeseries({
          title: 'Connected to Redis',
          description: '1 while the subscriber is connected. At 0 for a minute: runbook gateway-cut-off.',
          unit: 'none',
          max: 1,
          queries: [{ expr: of('continuo_gateway_hub_connected'), legend: '{{pod}}' }],
        }),
        timeseries({
          title: 'Commands of Redis, p95',
          description: 'Normal: below 5 ms. Slow commands: Redis is busy (see its CPU) or far away.',
          unit: 's',
          queries: [
            { expr: quantile(0.95, 'continuo_redis_command_duration_seconds', 'command'), legend: '{{command}}' },
          ],
        }),
      ],
    },
    {
      title: 'Requests',
      panels: [
        timeseries({
          title: 'Requests by status',
          description:
            '4xx are refusals that the product means; many 401 or 429 from one place may be an attack. 5xx are ours.',
          unit: 'reqps',
          stacked: true,
          queries: [{ expr: rate('continuo_gateway_http_requests_total', 'status'), legend: '{{status}}' }],
        }),
        timeseries({
          title: 'Time by route, p95',
          description:
            'Streams are left out. Normal: below 100 ms. One slow route: the same RPC below; all slow: chat-api or PostgreSQL.',
          unit: 's',
          queries: [
            {
              expr: quantile(0.95, 'continuo_gateway_http_request_duration_seconds', 'method, route'),
              legend: '{{method}} {{route}}',
            },
          ],
        }),
        timeseries({
          title: 'Requests under way',
          description: 'Normal: a handful, and the polls that wait. Rising without end: chat-api does not answer.',
          unit: 'short',
          queries: [{ expr: sum('continuo_gateway_http_in_flight_requests', 'pod'), legend: '{{pod}}' }],
        }),
        timeseries({
          title: 'Calls to chat-api, p95',
          description: 'By method. Normal: below 50 ms.',
          unit: 's',
          queries: [
            { expr: quantile(0.95, 'continuo_gateway_chat_api_call_duration_seconds', 'method'), legend: '{{method}}' },
          ],
        }),
        timeseries({
          title: 'Calls to chat-api by outcome',
          description:
            'OK, and refusals by their gRPC code. UNAVAILABLE or DEADLINE_EXCEEDED: chat-api is away or overwhelmed; shed: too many waited here.',
          unit: 'ops',
          queries: [
            { expr: rate('continuo_gateway_chat_api_call_duration_seconds_count', 'code'), legend: '{{code}}' },
            { expr: rateOrZero('continuo_gateway_chat_api_calls_shed_total'), legend: 'shed' },
          ],
        }),
        timeseries({
          title: 'Refused as too many',
          description:
            'By what was limited. Normal: zero. One user or address that loops; when all are hit, the limits (RATE_…) are too low.',
          unit: 'ops',
          queries: [
            { expr: rate('continuo_gateway_rate_limited_total', 'class'), legend: '{{class}}' },
            { expr: rateOrZero('continuo_gateway_rate_counts_local_total'), legend: 'counted without Redis' },
          ],
        }),
        timeseries({
          title: 'Polls',
          description:
            'Of clients without a stream, by whether there was news. Many: streams do not get through to them.',
          unit: 'ops',
          queries: [{ expr: rate('continuo_gateway_polls_total', 'news'), legend: 'news={{news}}' }],
        }),
        timeseries({
          title: 'Sends that waited for the answer',
          description:
            'background=false, by how the wait ended. Those that ran out of time got 202 and go on in the background.',
          unit: 'ops',
          queries: [{ expr: rate('continuo_gateway_sync_waits_total', 'outcome'), legend: '{{outcome}}' }],
        }),
        timeseries({
          title: 'Logins',
          description: 'Made, by kind. A surge of guests may be a script.',
          unit: 'ops',
          queries: [{ expr: rate('continuo_gateway_logins_total', 'kind'), legend: '{{kind}}' }],
        }),
        timeseries({
          title: 'Time of a request',
          description:
            'All routes together, streams left out. Normal: p95 below 100 ms; which route it is stands in "Time by route".',
          unit: 's',
          queries: quantiles('continuo_gateway_http_request_duration_seconds'),
        }),
      ],
    },
    processRow(),
  ],
}
