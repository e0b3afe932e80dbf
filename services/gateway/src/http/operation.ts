import type { ErrorCode } from '@continuo/contract'
import type { CallOptions } from '@continuo/rpc'
import type { Logger } from '@continuo/telemetry'
import type { Request, Response } from 'express'
import type { z } from 'zod'
import type { Caller } from '../auth/caller.ts'

/** What every handler knows of its request. */
export interface CallFacts {
  readonly req: Request
  readonly res: Response
  readonly requestId: string
  readonly log: Logger
  /** Who is signed in; undefined only in operations whose access is `public`. */
  readonly caller: Caller | undefined
  readonly userId: string | undefined
  /** For calls to chat-api in the name of this user. */
  readonly asCaller: CallOptions
  /** Aborts when the client has gone, or may not be told any more. */
  readonly gone: AbortSignal
  /** Aborts when the login or access token of the request has ended: what is still open is closed. */
  readonly signedOut: AbortSignal
}

export interface Call<P, Q, B> extends CallFacts {
  readonly params: P
  readonly query: Q
  readonly body: B
}

/** A JSON answer; without a body only the status is sent. */
export interface Reply {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Record<string, string>
}

export interface ReplyDoc {
  readonly description: string
  /** Absent: no body. */
  readonly schema?: z.ZodType
  /** The body is an event stream; `description` tells what comes. */
  readonly stream?: true
  /** The body is a file of one of these types. */
  readonly file?: readonly string[]
}

/** One call of the HTTP API: the routes and the OpenAPI document are both made from it, so neither can miss one. */
export interface Operation {
  readonly id: string
  readonly method: 'get' | 'post' | 'patch' | 'delete'
  /** Under `/api/v1`, parameters as `{name}`. */
  readonly path: `/${string}`
  readonly tag:
    | 'Messages'
    | 'Streams'
    | 'Sessions'
    | 'Login'
    | 'Account'
    | 'Models'
    | 'Usage'
    | 'Administration'
    | 'Reports'
    | 'Document'
  readonly summary: string
  readonly description?: string
  /** `login`: by a login only, not by an access token. `admin`: by that of an administrator. */
  readonly access: 'user' | 'login' | 'admin' | 'public'
  /** What it counts as for the limits; default `login` for a public POST, else `request`. */
  readonly rate?: 'send' | 'login' | 'stream' | 'report'
  /** A GET that another site must not make with the user's cookie: refused like a write. */
  readonly sameOrigin?: true
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** Most bytes of the body; default `limits.bodyBytes`. */
  readonly bodyBytes?: number
  /** A request without a body counts as `{}`. */
  readonly bodyOptional?: boolean
  readonly replies: Readonly<Record<number, ReplyDoc>>
  /** Refusals beside those that every operation has. */
  readonly refuses?: readonly ErrorCode[]
  /** Hears why a request was not handled: its origin, its caller, its rate, its body. */
  readonly onRefused?: (code: ErrorCode) => void
  /** Answers by returning a reply; or by itself, on `res`, returning nothing. */
  readonly handle: (call: Call<never, never, never>) => Promise<Reply | undefined>
}

type Typed<P, Q, B> = Omit<Operation, 'params' | 'query' | 'body' | 'handle'> & {
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly handle: (call: Call<Parsed<P>, Parsed<Q>, Parsed<B>>) => Promise<Reply | undefined>
}
type Parsed<S> = S extends z.ZodType ? z.infer<S> : undefined

/** Ties the handler's types to the schemas. */
export const operation = <
  P extends z.ZodObject | undefined = undefined,
  Q extends z.ZodObject | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(
  definition: Typed<P, Q, B>,
): Operation => definition

/** Who makes the call, in an operation whose access is not `public`. */
export function callerOf({ caller }: CallFacts): Caller {
  if (caller === undefined) throw new Error('an operation with public access asked for its user')
  return caller
}
