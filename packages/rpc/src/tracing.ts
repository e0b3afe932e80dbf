import { asAppError, errorTable } from '@continuo/contract'
import type { SpanOptions } from '@continuo/telemetry/tracing'

/** A refusal is an answer; a failure is what may be our fault. */
const isFailure = (error: unknown): boolean => errorTable[asAppError(error).code].http >= 500

function factsOf(path: string) {
  const [, service, method] = path.split('/')
  return { 'rpc.system': 'grpc', 'rpc.service': service, 'rpc.method': method }
}

/** @param path As in gRPC: `/chat.v1.MessageService/SendMessage`. */
export const asClient = (path: string): SpanOptions => ({ kind: 'client', facts: factsOf(path), isFailure })

/** @param traceparent As the caller gave it, who has proven that it is one of our services. */
export const asServer = (path: string, traceparent: unknown, requestId: string | undefined): SpanOptions => ({
  kind: 'server',
  parent: typeof traceparent === 'string' ? traceparent : undefined,
  facts: { ...factsOf(path), 'continuo.request_id': requestId },
  isFailure,
})
