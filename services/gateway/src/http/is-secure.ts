import type { Request } from 'express'

/**
 * Whether the browser's side of a request is https. The configured origins know it best; without any it is what the
 * connection, or a trusted proxy's X-Forwarded-Proto, says.
 */
export const secureBy =
  (origins: readonly string[]) =>
  (req: Request): boolean => {
    if (origins.length === 0) return req.secure
    const own = origins.find((origin) => new URL(origin).host === req.host?.toLowerCase())
    return (own ?? origins[0])?.startsWith('https:') ?? false
  }
