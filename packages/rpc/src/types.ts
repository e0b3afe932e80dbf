import type { Identity, Role } from './identity/identity.ts'

/** `SendMessage` → `sendMessage`; leaves out the index signature of grpc-js's ServiceDefinition. */
type MethodName<M> = string extends M ? never : number extends M ? never : M extends string ? Uncapitalize<M> : never

/** Names of a service's methods as functions: `SendMessage` → `sendMessage`. */
export type RpcClient<Definition> = {
  [M in keyof Definition as MethodName<M>]: Definition[M] extends {
    requestSerialize: (value: infer Request) => Buffer
    responseDeserialize: (bytes: Buffer) => infer Reply
  }
    ? (request: Request, call?: CallOptions) => Promise<Reply>
    : never
}

/** Handlers of a service: a request and who asks; what is thrown becomes a status by the error table. */
export type RpcHandlers<Definition> = {
  [M in keyof Definition as MethodName<M>]: Definition[M] extends {
    requestDeserialize: (bytes: Buffer) => infer Request
    responseSerialize: (value: infer Reply) => Buffer
  }
    ? (request: Request, call: CallInfo) => Promise<Reply>
    : never
}

export interface CallOptions {
  /** The person on whose behalf the gateway calls; without one it calls for itself. */
  userId?: string
  loginId?: string
  /** Of the person; default `user`. */
  roles?: readonly Role[]
  /** What the person's access token is restricted to. */
  scopes?: readonly string[]
  requestId?: string
  signal?: AbortSignal
  /** Milliseconds; default 2,000 for reads and 5,000 for writes. */
  deadlineMs?: number
}

/** Who calls, proven by a signature. */
export interface CallInfo extends Identity {
  /** Aborts when the caller has gone or its deadline has passed. */
  readonly signal: AbortSignal
}
