import { AppError } from '@continuo/contract'
import type { Request } from 'express'

export interface OriginRules {
  /** Origins that may write; empty: the one whose host is the request's own. */
  readonly allowed: readonly string[]
}

/** What of a request decides where it comes from. */
export interface Provenance {
  readonly origin: string | undefined
  readonly fetchSite: string | undefined
  /** Host and port as the client wrote them. */
  readonly host: string | undefined
  /** A login cookie came along. */
  readonly withCookie: boolean
}

/**
 * Cookies travel with requests that other sites cause, so a write counts only when the browser names this very origin.
 * Without a cookie there is nothing to abuse, and a client without Origin (curl) may make its first login.
 */
export function mayWrite({ allowed }: OriginRules, from: Provenance): boolean {
  if (from.fetchSite === 'cross-site') return false
  if (from.origin === undefined) return !from.withCookie
  if (allowed.length > 0) return allowed.includes(from.origin)
  return hostOf(from.origin) !== undefined && hostOf(from.origin) === from.host?.toLowerCase()
}

/** Host and port of an origin spelled exactly as browsers do; undefined for `null`, paths, other schemes. */
function hostOf(origin: string): string | undefined {
  if (!URL.canParse(origin)) return undefined
  const url = new URL(origin)
  return url.origin === origin && (url.protocol === 'http:' || url.protocol === 'https:') ? url.host : undefined
}

export function assertMayWrite(rules: OriginRules, req: Request, withCookie: boolean): void {
  const from = { origin: req.get('origin'), fetchSite: req.get('sec-fetch-site'), host: req.host, withCookie }
  if (!mayWrite(rules, from))
    throw new AppError('forbidden', 'With a login cookie this needs the Origin header of this very site')
}
