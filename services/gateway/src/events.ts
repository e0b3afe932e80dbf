import type { Metrics } from '@continuo/telemetry'
import type { Hub } from '@continuo/stream-log/types'

export type StreamKind = 'session' | 'feed'
export type GatewayEvents = ReturnType<typeof createEvents>

/** The metrics of this service; the help texts say what each counts. */
export function createEvents(metrics: Metrics) {
  return {
    httpRequests: metrics.counter(
      'continuo_gateway_http_requests_total',
      'HTTP requests answered, by route template.',
      ['method', 'route', 'status'],
    ),
    httpSeconds: metrics.histogram(
      'continuo_gateway_http_request_duration_seconds',
      'Time from the request to the end of its response; streams are left out.',
      ['method', 'route'],
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
    frames: metrics.counter('continuo_gateway_stream_frames_total', 'Frames sent to viewers.'),
    bytes: metrics.counter('continuo_gateway_stream_bytes_total', 'Bytes of frames sent to viewers.'),
    writes: metrics.counter('continuo_gateway_stream_writes_total', 'Writes to sockets; frames of one tick share one.'),
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
