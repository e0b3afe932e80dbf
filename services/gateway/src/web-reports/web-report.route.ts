import { WebReport, webReportLimits } from '@continuo/contract'
import type { GatewayEvents } from '../events.ts'
import { operation } from '../http/operation.ts'

/** Reports of pages about themselves; they become numbers in the metrics and are kept nowhere. */
export const takeWebReport = ({ events }: { events: Pick<GatewayEvents, 'webReports'> }) =>
  operation({
    id: 'reportWeb',
    method: 'post',
    path: '/telemetry/web',
    tag: 'Reports',
    summary: 'What a page has noticed of itself since its last report',
    description: `For the web app: times, counts and nothing of anybody. Numbers beyond what may be are cut; at most ${webReportLimits.bodyBytes} bytes.`,
    access: 'login',
    rate: 'report',
    body: WebReport,
    bodyBytes: webReportLimits.bodyBytes,
    replies: { 204: { description: 'Counted.' } },
    onRefused: (code) => events.webReports.refused.inc({ reason: code }),
    handle: async ({ body }) => {
      events.webReports.take(body)
      return { status: 204 }
    },
  })
