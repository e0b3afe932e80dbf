import type { Hub } from '@continuo/stream-log/types'
import { type Metrics, stayBuckets } from '@continuo/telemetry'
import { webReportMetrics } from './web-reports/web-report-metrics.ts'

export type StreamKind = 'session' | 'feed'
export type GatewayEvents = ReturnType<typeof createEvents>

/** Anybody may send any verb; what the API does not have is one value. */
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** The metrics of this service; the help texts say what each counts. What happens with every chunk is a tally. */
export function createEvents(metrics: Metrics) {
  let openRequests = 0
  const httpRequests = metrics.counter(
    'continuo_gateway_http_requests_total',
    'HTTP requests answered, by route template; 499 = the client left before there was an answer.',
    ['method', 'route', 'status'],
  )
  const httpSeconds = metrics.histogram(
    'continuo_gateway_http_request_duration_seconds',
    'Time from the request to the end of its response; streams are left out.',
    ['method', 'route'],
  )
  const frames = metrics.tally('continuo_gateway_stream_frames_total', 'Frames sent to viewers.')
  const bytes = metrics.tally('continuo_gateway_stream_bytes_total', 'Bytes of frames sent to viewers.')
  const writes = metrics.tally(
    'continuo_gateway_stream_writes_total',
    'Writes to sockets; frames of one tick share one.',
  )
  return {
    requestBegan: () => void openRequests++,
    /** @param ms Undefined for a stream: how long it stayed says nothing about the server. */
    requestEnded(facts: { method: string; route: string; status: number }, ms: number | undefined) {
      openRequests--
      const { route, status } = facts
      const method = methods.has(facts.method) ? facts.method : 'other'
      httpRequests.inc({ method, route, status })
      if (ms !== undefined) httpSeconds.observe({ method, route }, ms / 1_000)
    },
    wrote(facts: { frames: number; bytes: number }) {
      frames(facts.frames)
      bytes(facts.bytes)
      writes()
    },
    gapFound: metrics.tally(
      'continuo_gateway_stream_gaps_total',
      'Gaps found in what a follower heard from Redis; each was read again from the log.',
    ),
    duplicatesDropped: metrics.tally(
      'continuo_gateway_stream_duplicates_total',
      'Events that a follower heard again and that were dropped, as where a replay and the live events meet.',
    ),
    subscriberSilent: metrics.tally(
      'continuo_gateway_subscriber_silences_total',
      'Times the connection that hears from Redis had been silent for too long and was renewed.',
    ),
    streamSeconds: metrics.histogram(
      'continuo_gateway_stream_duration_seconds',
      'How long streams that have ended were open.',
      ['kind', 'transport'],
      stayBuckets,
    ),
    rpcSeconds: metrics.histogram('continuo_gateway_chat_api_call_duration_seconds', 'Calls to chat-api, by outcome.', [
      'method',
      'code',
    ]),
    rpcShed: metrics.counter(
      'continuo_gateway_chat_api_calls_shed_total',
      'Calls refused here because too many were waiting.',
    ),
    openStreams: metrics.gauge('continuo_gateway_open_streams', 'Streams open now.', ['kind', 'transport']),
    streamsOpened: metrics.counter('continuo_gateway_streams_opened_total', 'Streams opened.', [
      'kind',
      'transport',
      'resumed',
    ]),
    streamsEnded: metrics.counter('continuo_gateway_streams_ended_total', 'Streams ended, by who ended them.', [
      'kind',
      'transport',
      'reason',
    ]),
    streamsRefused: metrics.counter(
      'continuo_gateway_streams_refused_total',
      'Streams refused because one user or one address had too many open.',
    ),
    rateLimited: metrics.counter(
      'continuo_gateway_rate_limited_total',
      'Requests refused because there were too many of them.',
      ['class'],
    ),
    countedLocally: metrics.counter(
      'continuo_gateway_rate_counts_local_total',
      'Requests counted by this process alone because Redis was away or slow.',
    ),
    connectionsRefused: metrics.counter(
      'continuo_gateway_connections_refused_total',
      'Connections cut at once because one address had too many.',
    ),
    snapshots: metrics.counter('continuo_gateway_stream_snapshots_total', 'Snapshots sent, which replace the text.'),
    resets: metrics.counter('continuo_gateway_stream_resets_total', 'Resets sent, after which an answer starts anew.'),
    fallbacks: metrics.counter(
      'continuo_gateway_stream_fallbacks_total',
      'Times a log could not serve and Postgres was asked.',
    ),
    slowClients: metrics.counter(
      'continuo_gateway_slow_clients_total',
      'Connections dropped because they did not read.',
    ),
    drained: metrics.counter(
      'continuo_gateway_streams_drained_total',
      'Streams told to reconnect because this pod stops.',
    ),
    polls: metrics.counter('continuo_gateway_polls_total', 'Polls with a cursor, by whether there was news.', ['news']),
    syncWaits: metrics.counter(
      'continuo_gateway_sync_waits_total',
      'Sends with background=false, by how the wait ended.',
      ['outcome'],
    ),
    logins: metrics.counter('continuo_gateway_logins_total', 'Logins made.', ['kind']),
    /** What is open now, read at each scrape. */
    watchStreams: (streams: { readonly size: number; unsentBytes(): number }) => {
      metrics.gauge(
        'continuo_gateway_http_in_flight_requests',
        'Requests that are being answered; streams are left out, polls that wait for news are not.',
        [],
        function () {
          this.set(Math.max(0, openRequests - streams.size))
        },
      )
      metrics.gauge(
        'continuo_gateway_unsent_bytes',
        'Bytes that wait for their readers, of all streams together.',
        [],
        function () {
          this.set(streams.unsentBytes())
        },
      )
    },
    webReports: webReportMetrics(metrics),
    /** The hub's own numbers, read at each scrape. */
    watchHub: (hub: Hub) => {
      metrics.gauge('continuo_gateway_hub_channels', 'Redis channels subscribed.', [], function () {
        this.set(hub.counts().channels)
      })
      metrics.gauge('continuo_gateway_hub_followers', 'Messages being followed, counted per viewer.', [], function () {
        this.set(hub.counts().followers)
      })
      metrics.gauge('continuo_gateway_hub_connected', '1 while the subscriber is connected to Redis.', [], function () {
        this.set(hub.connected ? 1 : 0)
      })
    },
  }
}
