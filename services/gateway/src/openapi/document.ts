import { DrainBody, type ErrorCode, Problem, Uuid, errorTable, eventBodies, lifecycleBodies } from '@continuo/contract'
import { z } from 'zod'
import { type ZodOpenApiOperationObject, type ZodOpenApiPathsObject, createDocument } from 'zod-openapi'
import gateway from '../../package.json' with { type: 'json' }
import type { Operation } from '../http/operation.ts'
import { apiPrefix } from '../messages/accepted.ts'

const about = `Chat with a language model that never loses an answer: generation runs in the background, apart from every
connection. Send a message, then follow it by server-sent events, by a WebSocket, or by polling with the same cursors, from as many places
as you like; whatever breaks, come back with the cursor you have.

Errors are RFC 9457 problem documents with a stable \`code\` and the \`request_id\` to report. What was answered with
\`Retry-After\` may be asked again; \`RateLimit-Limit\`, \`-Remaining\` and \`-Reset\` (seconds) tell how many more there may be. Writes with a login cookie need the \`Origin\` header of this site.`

const tags: Operation['tag'][] = [
  ...(['Messages', 'Streams', 'Sessions', 'Login', 'Account', 'Models', 'Usage', 'Administration'] as const),
  ...(['Reports', 'Document'] as const),
]

/** OpenAPI 3.1, made from the same table as the routes. */
export const createOpenApi = (operations: readonly Operation[]) =>
  createDocument({
    openapi: '3.1.0',
    info: { title: 'Continuo', version: gateway.version, description: about },
    servers: [{ url: apiPrefix }],
    tags: tags.map((name) => ({ name })),
    security: [{ cookie: [] }, { token: [] }],
    components: {
      securitySchemes: {
        cookie: {
          type: 'apiKey',
          in: 'cookie',
          name: 'continuo',
          description: 'From `POST /auth/login` and the like. Over https its name is `__Host-continuo`.',
        },
        token: {
          type: 'http',
          scheme: 'bearer',
          description:
            'A personal access token (`cnt_…`), from `POST /auth/tokens`. It says what it may do: `chat:read`, `chat:write`.',
        },
      },
      schemas: eventSchemas(),
    },
    paths: pathsOf(operations),
  })

function pathsOf(operations: readonly Operation[]): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {}
  for (const op of operations) paths[op.path] = { ...paths[op.path], [op.method]: documentOf(op) }
  return paths
}

function documentOf(op: Operation): ZodOpenApiOperationObject {
  const requestParams = {
    ...(op.params ? { path: op.params } : {}),
    ...(op.query ? { query: op.query } : {}),
    ...(op.replies[200]?.stream ? { header: z.object({ 'Last-Event-ID': LastEventId }) } : {}),
  }
  return {
    operationId: op.id,
    tags: [op.tag],
    summary: op.summary,
    ...(op.description ? { description: op.description } : {}),
    ...(op.access === 'public' ? { security: [] } : {}),
    ...(op.access === 'login' || op.access === 'admin' ? { security: [{ cookie: [] }] } : {}),
    ...(Object.keys(requestParams).length > 0 ? { requestParams } : {}),
    ...(op.body
      ? { requestBody: { required: !op.bodyOptional, content: { 'application/json': { schema: op.body } } } }
      : {}),
    responses: { ...repliesOf(op), ...refusalsOf(op) },
  }
}

const LastEventId = z
  .string()
  .optional()
  .meta({ description: '`<message_id>:<epoch>.<seq>`, as an EventSource sends it' })

const RequestId = z.string().meta({ description: 'Names this request in the logs.' })

const repliesOf = (op: Operation) =>
  Object.fromEntries(
    Object.entries(op.replies).map(([status, { description, schema, stream, file }]) => [
      status,
      {
        description,
        headers: z.object({ 'X-Request-Id': RequestId }),
        ...(stream ? { content: { 'text/event-stream': { schema: z.string() } } } : {}),
        ...(schema ? { content: { 'application/json': { schema } } } : {}),
        ...(file ? { content: Object.fromEntries(file.map((type) => [type, { schema: z.string() }])) } : {}),
      },
    ]),
  )

/** What any request of its kind may be refused with, beside what the operation says. */
function refusalCodes(op: Operation): ErrorCode[] {
  const codes = new Set<ErrorCode>(['unavailable', 'internal', 'too_many_requests', ...(op.refuses ?? [])])
  if (op.access !== 'public') codes.add('unauthenticated').add('forbidden')
  if (op.method !== 'get' || op.sameOrigin) codes.add('forbidden')
  if (op.params ?? op.query ?? op.body) codes.add('bad_request')
  if (op.body) codes.add('payload_too_large').add('unsupported_media_type')
  return [...codes]
}

function refusalsOf(op: Operation) {
  const byStatus = Map.groupBy(refusalCodes(op), (code) => errorTable[code].http)
  return Object.fromEntries(
    Array.from(byStatus, ([status, codes]) => {
      const again = codes.some((code) => errorTable[code].retry === 'later')
      const retryAfter = again ? { 'Retry-After': z.string().meta({ description: 'Seconds.' }) } : {}
      return [
        String(status),
        {
          description: codes.map((code) => `\`${code}\`: ${errorTable[code].title}`).join('. '),
          headers: z.object({ 'X-Request-Id': RequestId, ...retryAfter }),
          content: { 'application/problem+json': { schema: Problem } },
        },
      ]
    }),
  )
}

/** The data of each event, named as the descriptions of the streams name them. */
function eventSchemas(): Record<string, z.ZodType> {
  const address = z.object({
    session_id: Uuid,
    message_id: Uuid,
    epoch: z.number().int(),
    seq: z.number().int(),
  })
  const name = (type: string) =>
    `${type.replaceAll(/(^|_)(\w)/g, (_all, _line: string, letter: string) => letter.toUpperCase())}Event`
  const bodies = Object.entries(eventBodies).map(([type, body]) => [name(type), address.extend(body.shape)] as const)
  const notices = Object.entries(lifecycleBodies).map(([type, body]) => [name(type), body] as const)
  return { ...Object.fromEntries<z.ZodType>([...bodies, ...notices]), DrainEvent: DrainBody }
}
