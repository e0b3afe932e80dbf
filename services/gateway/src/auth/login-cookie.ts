import type { Request, Response } from 'express'
import { readCookies } from './cookies.ts'

/** A cookie of this site only: over TLS with the prefix that keeps other hosts from planting one. */
export interface OwnCookie {
  /** All values sent; more than one: one of them was planted by somebody else, and nothing tells which. */
  readAll(req: Request): string[]
  /** @param maxAgeS 0 takes it away. */
  set(req: Request, res: Response, value: string, maxAgeS: number): void
}

export function ownCookie(name: string, isSecure: (req: Request) => boolean): OwnCookie {
  const nameFor = (req: Request) => (isSecure(req) ? `__Host-${name}` : name)
  return {
    readAll: (req) => readCookies(req.headers.cookie, nameFor(req)),
    set: (req, res, value, maxAgeS) =>
      void res.appendHeader(
        'set-cookie',
        `${nameFor(req)}=${value}; Path=/; Max-Age=${maxAgeS}; HttpOnly; SameSite=Lax${isSecure(req) ? '; Secure' : ''}`,
      ),
  }
}
