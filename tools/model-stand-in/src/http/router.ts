import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { inputTokensOf } from '../answer/plan.ts'
import { authenticate } from '../request/authenticate.ts'
import { validateCommon } from '../request/validate.ts'
import { ScenarioError } from '../scenario/fault.ts'
import type { RequestRecord } from '../transcript.ts'
import { ApiError, errorBody, statusOfErrorType } from '../wire/errors.ts'
import { controlRoute } from './control-route.ts'
import type { ControlDeps } from './control-route.ts'
import { messagesRoute } from './messages-route.ts'
import type { MessagesDeps } from './messages-route.ts'
import { checkModel, getModel, listModels } from './models-route.ts'
import { readJson } from './read-body.ts'
import { replyJson } from './reply.ts'

export type RouterDeps = MessagesDeps & ControlDeps

function asApiError(cause: unknown): ApiError {
  if (cause instanceof ApiError) return cause
  if (cause instanceof ScenarioError) return new ApiError('invalid_request_error', `stand-in: ${cause.message}`)
  return new ApiError('api_error', `the stand-in failed: ${String(cause)}`)
}

async function apiRoute(
  deps: RouterDeps,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
  record: RequestRecord,
  requestId: string,
): Promise<void> {
  authenticate(req.headers)
  const call = `${req.method ?? ''} ${url.pathname}`
  if (call === 'POST /v1/messages') return messagesRoute(deps, req, res, record, requestId)
  let reply: unknown
  if (call === 'POST /v1/messages/count_tokens') {
    const request = validateCommon(await readJson(req))
    checkModel(request.model)
    reply = { input_tokens: inputTokensOf(request) }
  } else if (call === 'GET /v1/models') reply = listModels(url.searchParams)
  else if (call.startsWith('GET /v1/models/'))
    reply = getModel(decodeURIComponent(url.pathname.slice('/v1/models/'.length)))
  else throw new ApiError('not_found_error', `no route for ${call}`)
  deps.recorder.update(record, { status: 200, outcome: 'completed', endedAt: Date.now() })
  replyJson(res, 200, reply)
}

/** Answers in the API's error form; a client that has gone, or that has read the headers, can only be hung up on. */
function refuse(deps: RouterDeps, res: ServerResponse, record: RequestRecord, requestId: string, cause: unknown): void {
  const error = asApiError(cause)
  const status = statusOfErrorType[error.type]
  const gone = res.destroyed
  if (res.headersSent) res.destroy()
  else if (!gone) replyJson(res, status, errorBody(error.type, error.message, requestId))
  deps.recorder.update(record, { status, outcome: gone ? 'client_closed' : 'refused', endedAt: Date.now() })
}

/** The server's one entry: control calls are not recorded, all others are. */
export const createRouter =
  (deps: RouterDeps): RequestListener =>
  (req, res) => {
    const url = new URL(req.url ?? '/', 'http://stand-in')
    if (url.pathname.startsWith('/__control/')) {
      controlRoute(deps, req, res, url).catch((cause: unknown) => {
        const error = asApiError(cause)
        replyJson(res, statusOfErrorType[error.type], errorBody(error.type, error.message, 'control'))
      })
      return
    }
    const record = deps.recorder.open({ method: req.method ?? '', path: url.pathname, headers: req.headers })
    const requestId = `req_standin_${record.n}`
    res.setHeader('request-id', requestId)
    apiRoute(deps, req, res, url, record, requestId).catch((cause: unknown) =>
      refuse(deps, res, record, requestId, cause),
    )
  }
