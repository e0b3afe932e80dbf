import { type Span, startSpan } from '@continuo/telemetry/tracing'
import type { Request } from 'express'

/**
 * The span of a request, a trace of its own. What a stranger's `traceparent` says is not believed: it would decide what is
 * kept, and whose trace this is; it is linked, so that those who sent it find their way.
 */
export const startRequestSpan = (req: Request, requestId: string, prefix: string): Span =>
  startSpan(req.method, {
    kind: 'server',
    parent: req.path.startsWith(`${prefix}/`) ? 'new' : undefined,
    links: [req.get('traceparent')],
    facts: { 'http.request.method': req.method, 'continuo.request_id': requestId },
  })

/** Ends it, once: paths and queries are left out, for they may hold anything; the route says which call it was. */
export function endRequestSpan(
  span: Span,
  { method, route, status }: { method: string; route: string; status: number },
) {
  span.name(`${method} ${route}`)
  span.set({ 'http.route': route, 'http.response.status_code': status })
  if (status >= 500) span.fail(String(status))
  span.end()
}
