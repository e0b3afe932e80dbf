import { z } from 'zod'
import { type Operation, operation } from '../http/operation.ts'
import { createOpenApi } from './document.ts'

/** `GET /openapi.json`; describes itself as well. Made once, at start: a schema that cannot be described fails there. */
export function openApiDocument(operations: readonly Operation[]): Operation {
  const self = operation({
    id: 'getDocument',
    method: 'get',
    path: '/openapi.json',
    tag: 'Document',
    summary: 'This document',
    access: 'public',
    replies: { 200: { description: 'OpenAPI 3.1.', schema: z.looseObject({}) } },
    handle: async () => ({ status: 200, body: document, headers: { 'cache-control': 'no-cache' } }),
  })
  const document = createOpenApi([...operations, self])
  return self
}
