import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Request, Response } from 'express'
import { z } from 'zod'
import { ownCookie } from '../login-cookie.ts'

/** What this browser must bring back from the provider, and what only it knows. */
const Flow = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  return_to: z.string(),
  /** Unix seconds. */
  expires: z.number(),
})
export type Flow = Omit<z.infer<typeof Flow>, 'expires'>

const lifetimeS = 600
const pattern = /^([\w-]{1,6000})\.([\w-]{43})$/

/** A sign-in on its way, kept by the browser that began it, signed; good for ten minutes and one return. */
export function createFlowCookie(deps: { secret: string; isSecure: (req: Request) => boolean }) {
  const cookie = ownCookie('continuo-oidc', deps.isSecure)
  const mac = (text: string) => createHmac('sha256', deps.secret).update(`continuo-oidc.v1.${text}`).digest()

  return {
    give(req: Request, res: Response, flow: Flow, nowMs = Date.now()): void {
      const body = { ...flow, expires: Math.floor(nowMs / 1_000) + lifetimeS }
      const text = Buffer.from(JSON.stringify(body)).toString('base64url')
      cookie.set(req, res, `${text}.${mac(text).toString('base64url')}`, lifetimeS)
    },
    /** Takes it away, whatever it is worth. Undefined unless it is the only one, ours and in time. */
    take(req: Request, res: Response, nowMs = Date.now()): Flow | undefined {
      const shown = cookie.readAll(req)
      if (shown.length > 0) cookie.set(req, res, '', 0)
      const [, text, signature] = (shown.length === 1 && pattern.exec(shown[0]!)) || []
      if (text === undefined || signature === undefined) return undefined
      if (!timingSafeEqual(mac(text), Buffer.from(signature, 'base64url'))) return undefined
      const { expires, ...flow } = Flow.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
      return expires * 1_000 > nowMs ? flow : undefined
    },
  }
}
export type FlowCookie = ReturnType<typeof createFlowCookie>
