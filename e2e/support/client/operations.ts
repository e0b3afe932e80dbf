/** One call of the API, as its OpenAPI document offers it. */
export interface OfferedCall {
  readonly id: string
  readonly method: string
  /** With `{name}` for each parameter. */
  readonly path: string
  readonly isPublic: boolean
  readonly hasBody: boolean
  /** Its answer does not end by itself. */
  readonly isStream: boolean
}

interface Document {
  paths: Record<
    string,
    Record<
      string,
      {
        operationId: string
        security?: object[]
        requestBody?: object
        responses: Record<string, { content?: object }>
      }
    >
  >
}

/** Every call there is. */
export async function offeredCalls(origin: string): Promise<OfferedCall[]> {
  const document = (await (await fetch(`${origin}/api/v1/openapi.json`)).json()) as Document
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      id: operation.operationId,
      method: method.toUpperCase(),
      path,
      isPublic: operation.security?.length === 0,
      hasBody: operation.requestBody !== undefined,
      isStream: '101' in operation.responses || 'text/event-stream' in (operation.responses['200']?.content ?? {}),
    })),
  )
}

/** Calls that take the login, or the whole person, away from who makes them. */
export const endsLogin = ({ id }: OfferedCall): boolean =>
  ['logout', 'logoutEverywhere', 'deleteAccount', 'signUp', 'upgradeGuest', 'logIn', 'changePassword'].includes(id)
