import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ScenarioDesk } from '../scenario/desk.ts'
import { matches } from '../transcript.ts'
import type { Recorder, RecordFilter, RequestRecord } from '../transcript.ts'
import { ApiError } from '../wire/errors.ts'
import { readJson } from './read-body.ts'
import { replyJson } from './reply.ts'

export interface ControlDeps {
  readonly recorder: Recorder
  readonly desk: ScenarioDesk
  readonly reset: () => void
}

const loopback = /^(::ffff:)?127\.|^::1$/u
const localHost = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/iu

/** The transcript holds prompts: only this machine may read it, and no web page in a browser on it. */
function checkCaller(req: IncomingMessage): void {
  const local = loopback.test(req.socket.remoteAddress ?? '') && localHost.test(req.headers.host ?? '')
  if (!local || req.headers.origin !== undefined)
    throw new ApiError('permission_error', 'control is for this machine only')
}

function filterOf(query: URLSearchParams): RecordFilter {
  const conversation = query.get('conversation')
  const containing = query.get('containing')
  const kind = query.get('kind')
  return {
    ...(conversation !== null && { conversation }),
    ...(containing !== null && { containing }),
    ...((kind === 'answer' || kind === 'title') && { kind }),
  }
}

/** The conditions a caller over HTTP can wait for, beside those of a filter. */
function conditionOf(query: URLSearchParams): (record: RequestRecord) => boolean {
  const filter = filterOf(query)
  const outcome = query.get('outcome')
  const attempt = Number(query.get('attempt') ?? 0)
  const sent = Number(query.get('sent') ?? 0)
  return (record) =>
    matches(record, filter) &&
    (outcome === null || record.outcome === outcome) &&
    record.attempt >= attempt &&
    record.sentText.length >= sent
}

async function readOrder(req: IncomingMessage) {
  const body = await readJson(req)
  const { scenario, requests, containing } = (body ?? {}) as Record<string, unknown>
  if (typeof scenario !== 'string') throw new ApiError('invalid_request_error', 'scenario: Field required')
  return {
    scenario,
    ...(typeof requests === 'number' && { requests }),
    ...(typeof containing === 'string' && { containing }),
  }
}

/** `/__control/…`: the transcript and the scenarios, for tests in another process. */
export async function controlRoute(
  deps: ControlDeps,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
): Promise<void> {
  checkCaller(req)
  const query = url.searchParams
  switch (`${req.method ?? ''} ${url.pathname.slice('/__control/'.length)}`) {
    case 'GET requests':
      return replyJson(res, 200, { items: deps.recorder.requests(filterOf(query)) })
    case 'GET count':
      return replyJson(res, 200, { count: deps.recorder.count(filterOf(query)) })
    case 'GET wait': {
      const timeoutMs = Math.min(Number(query.get('timeout_ms') ?? 10_000), 600_000)
      const found = await deps.recorder.waitFor(conditionOf(query), { timeoutMs }).catch(() => null)
      return found ? replyJson(res, 200, found) : replyJson(res, 408, { error: 'no such request in time' })
    }
    case 'POST scenario': {
      const { scenario, ...options } = await readOrder(req)
      deps.desk.order(scenario, options)
      return replyJson(res, 200, { ok: true })
    }
    case 'POST reset':
      deps.reset()
      return replyJson(res, 200, { ok: true })
    default:
      throw new ApiError('not_found_error', 'no such control')
  }
}
