import { AppError } from '@continuo/contract'
import type { Request } from 'express'

export interface OriginRules {
  /** Origins of the app itself; empty: the one whose host is the request's own. */
  readonly allowed: readonly string[]
  /** Other origins whose pages may call the API. */
  readonly trusted: readonly string[]
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
export function mayWrite(rules: OriginRules, from: Provenance): boolean {
  if (from.origin === undefined) return from.fetchSite !== 'cross-site' && !from.withCookie
  return isKnown(rules, from.origin, from)
}

/** Browsers name no origin when a page reads from its own; from elsewhere they name it, or at least say that it is elsewhere. */
export function mayRead(rules: OriginRules, from: Provenance): boolean {
  if (from.origin === undefined) return from.fetchSite !== 'cross-site' && from.fetchSite !== 'same-site'
  return isKnown(rules, from.origin, from)
}

function isKnown({ allowed, trusted }: OriginRules, origin: string, { fetchSite, host }: Provenance): boolean {
  if (trusted.includes(origin)) return true
  if (fetchSite === 'cross-site') return false
  if (allowed.length > 0) return allowed.includes(origin)
  return hostOf(origin) !== undefined && hostOf(origin) === host?.toLowerCase()
}

/** Host and port of an origin spelled exactly as browsers do; undefined for `null`, paths, other schemes. */
function hostOf(origin: string): string | undefined {
  if (!URL.canParse(origin)) return undefined
  const url = new URL(origin)
  return url.origin === origin && (url.protocol === 'http:' || url.protocol === 'https:') ? url.host : undefined
}

const provenanceOf = (req: Request, withCookie: boolean): Provenance => ({
  origin: req.get('origin'),
  fetchSite: req.get('sec-fetch-site'),
  host: req.host,
  withCookie,
})

/** @throws {AppError} `forbidden` */
export function assertMayWrite(rules: OriginRules, req: Request, withCookie: boolean): void {
  if (!mayWrite(rules, provenanceOf(req, withCookie)))
    throw new AppError('forbidden', 'With a login cookie this needs the Origin header of this very site')
}

/** @throws {AppError} `forbidden` */
export function assertMayRead(rules: OriginRules, req: Request, withCookie: boolean): void {
  if (withCookie && !mayRead(rules, provenanceOf(req, withCookie)))
    throw new AppError('forbidden', 'Another site asks for this with the login cookie of this one')
}
