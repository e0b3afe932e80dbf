import { expect, test } from 'vitest'
import { openScene, someId } from './scene.ts'

interface Document {
  openapi: string
  paths: Record<string, Record<string, OperationDocument>>
  components: { schemas: Record<string, object>; securitySchemes: object }
}
interface OperationDocument {
  operationId: string
  parameters?: { in: string; name: string; schema: object; required?: boolean }[]
  requestBody?: { content: Record<string, { schema: object }> }
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>
  security?: object[]
}

async function fetchDocument() {
  const scene = await openScene()
  const response = await fetch(`${scene.origin}/api/v1/openapi.json`)
  return { scene, document: (await response.json()) as Document }
}

const operationsOf = ({ paths }: Document) =>
  Object.entries(paths).flatMap(([path, item]) => Object.entries(item).map(([method, op]) => ({ path, method, op })))

function* refsIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    if (key === '$ref') yield inner as string
    else yield* refsIn(inner)
  }
}

test('the document says of every call what goes in, what comes out and how it is refused', async () => {
  const { scene, document } = await fetchDocument()
  await using _ = scene
  expect(document.openapi).toBe('3.1.0')
  expect(Object.keys(document.paths).toSorted()).toEqual(
    [
      '/admin/audit',
      '/admin/budgets',
      '/admin/budgets/{id}',
      '/admin/generations',
      '/admin/generations/{id}/stop',
      '/admin/queue',
      '/admin/queue/jobs',
      '/admin/queue/jobs/{id}',
      '/admin/queue/jobs/{id}/retry',
      '/admin/usage',
      '/admin/users',
      '/admin/users/{id}',
      '/admin/users/{id}/sign-out',
      '/me/usage',
      '/auth/delete-account',
      '/auth/export',
      '/auth/guest',
      '/auth/login',
      '/auth/logins',
      '/auth/logins/{id}',
      '/auth/logout',
      '/auth/logout-everywhere',
      '/auth/me',
      '/auth/methods',
      '/auth/password',
      '/auth/signup',
      '/auth/tokens',
      '/auth/tokens/{id}',
      '/auth/upgrade',
      '/chat/active-streams',
      '/chat/messages',
      '/chat/messages/{id}/cancel',
      '/chat/messages/{id}/retry',
      '/chat/socket',
      '/chat/status/{session_id}/{message_id}',
      '/chat/stream',
      '/chat/stream/{session_id}',
      '/models',
      '/openapi.json',
      '/sessions',
      '/sessions/{id}',
      '/sessions/{id}/messages',
      '/sync',
      '/telemetry/web',
    ].toSorted(),
  )
  const all = operationsOf(document)
  expect(new Set(all.map(({ op }) => op.operationId)).size).toBe(all.length)
  for (const { path, method, op } of all) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const described = (op.parameters ?? []).filter((parameter) => parameter.in === 'path').map(({ name }) => name)
    expect([path, method, described]).toEqual([path, method, named])
    for (const parameter of op.parameters ?? []) expect(Object.keys(parameter.schema)).not.toEqual([])
    expect(Object.keys(op.responses).some((status) => /^(101|2)/.test(status))).toBe(true)
    expect(Object.keys(op.responses)).toEqual(expect.arrayContaining(['500', '503']))
    for (const [status, { description, content = {} }] of Object.entries(op.responses)) {
      expect(description).not.toBe('')
      if (Number(status) >= 400) expect(Object.keys(content)).toEqual(['application/problem+json'])
    }
  }
})

test('every reference leads somewhere, and the events of the streams are described', async () => {
  const { scene, document } = await fetchDocument()
  await using _ = scene
  const { schemas } = document.components
  for (const ref of refsIn(document)) expect(schemas).toHaveProperty([ref.replace('#/components/schemas/', '')])
  const names = 'Status Delta Thinking Snapshot Reset Completed Error Cancelled Drain MessageAccepted SessionDeleted'
  for (const name of names.split(' ')) expect(schemas).toHaveProperty(`${name}Event`)
  expect(schemas['DeltaEvent']).toMatchObject({
    properties: { text: { type: 'string' }, epoch: { type: 'integer' }, message_id: { type: 'string' } },
  })
  const stream = document.paths['/chat/stream/{session_id}']?.['get']
  expect(stream?.responses['200']?.content).toHaveProperty(['text/event-stream'])
  expect(stream?.parameters?.map(({ name }) => name)).toEqual(expect.arrayContaining(['cursor', 'Last-Event-ID']))
})

test('every call of the document is there', async () => {
  const { scene, document } = await fetchDocument()
  await using _ = scene
  const user = await scene.signIn()
  for (const { path, method, op } of operationsOf(document)) {
    const url = path.replaceAll(/\{\w+\}/g, () => someId())
    if (op.responses['200']?.content?.['text/event-stream']) {
      const stream = await user.stream(url)
      expect([path, op.responses]).toEqual([
        path,
        expect.objectContaining({ [stream.response.status]: expect.anything() }),
      ])
      await stream.close()
      continue
    }
    const { status, body } = await user.call(method.toUpperCase(), url, op.requestBody ? {} : undefined)
    expect([path, method, Object.keys(op.responses)]).toEqual([path, method, expect.arrayContaining([String(status)])])
    expect(body?.detail).not.toBe('There is no such call; see /docs')
    const { status: anonymous } = await user.call(method.toUpperCase(), url, undefined, { cookie: '' })
    if (!op.security) expect([path, method, anonymous]).toEqual([path, method, 401])
  }
})

test('the reference page and its script come from here and name no other place to load from', async () => {
  await using scene = await openScene()
  const page = await fetch(`${scene.origin}/docs`)
  const html = await page.text()
  const sources = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source)
  expect(sources).toEqual(['/api/v1/openapi.json', '/docs/styles.js', '/docs/reference.js', '/docs/start.js'])
  for (const source of sources) {
    const response = await fetch(scene.origin + source)
    expect(response.status).toBe(200)
    await response.arrayBuffer()
  }
  const policy = page.headers.get('content-security-policy')
  expect(policy).toContain("script-src 'self';")
  expect(policy).toContain("connect-src 'self';")
})
