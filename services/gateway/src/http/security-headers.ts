import type { RequestHandler } from 'express'
import helmet from 'helmet'

/** What a page served from here may do. */
const ownPolicy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  fontSrc: ["'self'"],
  workerSrc: ["'self'"],
  manifestSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  objectSrc: ["'none'"],
  frameAncestors: ["'none'"],
}

/**
 * The web app besides writes no text where it would be taken for markup or for a script's address: `vue` stands for its
 * templates, `continuo` for its own scripts by name, the others for the frame in which diagrams are drawn.
 */
const appPolicy = {
  ...ownPolicy,
  requireTrustedTypesFor: ["'script'"],
  trustedTypes: ['vue', 'continuo', 'dompurify', 'default'],
}

/** The API reference draws pictures and starts workers of its own making; it still may talk to nobody but this server. */
const docsPolicy = {
  ...ownPolicy,
  fontSrc: ["'self'", 'data:'],
  imgSrc: ["'self'", 'data:', 'blob:'],
  workerSrc: ["'self'", 'blob:'],
}

const policyOf = (directives: Record<string, string[]>) =>
  helmet.contentSecurityPolicy({ useDefaults: false, directives })

export const docsContentPolicy: RequestHandler = policyOf(docsPolicy)

/** What neither the app nor anything in it ever asks for. */
const permissions = [
  ...['accelerometer', 'autoplay', 'browsing-topics', 'camera', 'display-capture', 'encrypted-media', 'fullscreen'],
  ...['geolocation', 'gyroscope', 'hid', 'idle-detection', 'magnetometer', 'microphone', 'midi', 'payment'],
  ...['picture-in-picture', 'publickey-credentials-get', 'serial', 'usb', 'xr-spatial-tracking'],
]
  .map((feature) => `${feature}=()`)
  .join(', ')

/** Security headers of every response, errors included. */
export function securityHeaders(isSecure: (req: Parameters<RequestHandler>[0]) => boolean): RequestHandler {
  const common = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: appPolicy },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: false,
    // opener and resource policy are same-origin by default: nobody embeds, opens or reads what is here
    crossOriginEmbedderPolicy: { policy: 'require-corp' },
  })
  return (req, res, next) => {
    if (isSecure(req)) res.setHeader('strict-transport-security', 'max-age=31536000; includeSubDomains')
    res.setHeader('permissions-policy', permissions)
    common(req, res, next)
  }
}
