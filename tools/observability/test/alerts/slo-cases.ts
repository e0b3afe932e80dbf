import { budgetOf, burns } from '../../rules/slo-rules.ts'
import { firstTokenS, queueWaitS, slos } from '../../slos.ts'
import type { AlertCase } from './case.ts'
import { type Series, counter } from './timeline.ts'

const perStep = 100

interface Rates {
  readonly good: Parameters<typeof counter>[2]
  readonly bad: Parameters<typeof counter>[2]
  readonly total: Parameters<typeof counter>[2]
}

/** The counters behind each SLO; beside its events stands what must not count. */
const countersOf: Record<string, (namespace: string, rates: Rates) => Series[]> = {
  accept(namespace, { good, bad }) {
    const requests = (labels: Record<string, string>, rates: Rates['good']) =>
      counter('continuo_gateway_http_requests_total', { namespace, instance: 'a', ...labels }, rates)
    const send = { method: 'POST', route: '/api/v1/chat/messages' }
    return [
      requests({ ...send, status: '202' }, good),
      requests({ ...send, route: '/api/v1/chat/messages/{id}/retry', status: '503' }, bad),
      requests({ ...send, status: '429' }, { healthy: 500 }),
      requests({ method: 'GET', route: '/api/v1/sessions', status: '503' }, { healthy: 500 }),
    ]
  },
  answers(namespace, { good, bad }) {
    const ends = (status: string, code: string, rates: Rates['good']) =>
      counter('continuo_messages_ended_total', { namespace, instance: 'a', status, code }, rates)
    return [
      ends('completed', 'end_turn', good),
      ends('error', 'overloaded', bad),
      ends('error', 'invalid_request', { healthy: 500 }),
      ends('error', 'budget', { healthy: 500 }),
    ]
  },
  continuity(namespace, { good, bad }) {
    const opened = (resumed: string, kind: string, rates: Rates['good']) =>
      counter('continuo_gateway_streams_opened_total', { namespace, instance: 'a', kind, resumed }, rates)
    // as many come back as a deploy has sent away
    return [
      opened('false', 'feed', good),
      opened('true', 'feed', bad),
      opened('true', 'session', { healthy: 1 }),
      counter('continuo_gateway_streams_drained_total', { namespace, instance: 'a' }, { healthy: 1 }),
    ]
  },
  'first-token': (namespace, rates) => histogram('continuo_first_token_seconds', firstTokenS, namespace, rates),
  'queue-wait': (namespace, rates) => histogram('continuo_queue_wait_seconds', queueWaitS, namespace, rates),
}

const histogram = (name: string, le: number, namespace: string, { good, total }: Rates): Series[] => [
  counter(`${name}_count`, { namespace, instance: 'a' }, total),
  counter(`${name}_bucket`, { namespace, instance: 'a', le: String(le) }, good),
]

const ratesOf = (share: { nearly: number; sick: number }): Rates => {
  const bad = { healthy: 0, nearly: share.nearly * perStep, sick: share.sick * perStep }
  const good = { healthy: perStep, nearly: perStep - bad.nearly, sick: perStep - bad.sick }
  return { good, bad, total: { healthy: perStep } }
}

export const sloCases: AlertCase[] = slos.flatMap((slo) => {
  const budget = budgetOf(slo)
  const series = (share: { nearly: number; sick: number }) => (namespace: string) =>
    countersOf[slo.name]!(namespace, ratesOf(share))
  return [
    {
      alert: slo.alert,
      severity: 'page' as const,
      stepMinutes: 1,
      sickMinutes: 60,
      // the window of half an hour has to be clean again
      healMinutes: 40,
      series: series({ nearly: (burns.page[1].times - 1) * budget, sick: Math.min(0.95, 20 * budget) }),
    },
    {
      alert: slo.alert,
      severity: 'ticket' as const,
      stepMinutes: 5,
      sickMinutes: 150,
      // the window of six hours has
      healMinutes: 400,
      series: series({ nearly: 0.9 * budget, sick: 4 * budget }),
    },
  ]
})
