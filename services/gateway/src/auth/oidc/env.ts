import { ConfigError } from '@continuo/runtime'
import { z } from 'zod'
import type { OidcSettings } from './settings.ts'

const List = z
  .string()
  .default('')
  .transform((list) => list.split(',').flatMap((part) => part.trim() || []))

export const oidcEnv = {
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/, error: 'must be an https URL' })
    .transform((url) => new URL(url))
    .optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_NAME: z.string().min(1).max(50).default('Single sign-on'),
  OIDC_SCOPES: z.string().default('openid email profile'),
  OIDC_GROUPS_CLAIM: z.string().min(1).default('groups'),
  OIDC_ALLOWED_DOMAINS: List,
  OIDC_ALLOWED_GROUPS: List,
  OIDC_ADMIN_GROUPS: List,
}

/** Undefined without an issuer. @throws {ConfigError} when what must go together does not. */
export function toOidcSettings(env: z.infer<z.ZodObject<typeof oidcEnv>>): OidcSettings | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_SCOPES: scopes } = env
  if (issuer === undefined && clientId === undefined) return undefined
  const wrong = (text: string) => new ConfigError(`Bad configuration:\n  ${text}`)
  if (issuer === undefined || clientId === undefined) throw wrong('OIDC_ISSUER, OIDC_CLIENT_ID: set both or none')
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(issuer.hostname)
  if (issuer.protocol !== 'https:' && !isLocal) throw wrong('OIDC_ISSUER: must be an https URL')
  if (!scopes.split(' ').includes('openid')) throw wrong('OIDC_SCOPES: must contain openid')
  return {
    issuer,
    clientId,
    clientSecret: env.OIDC_CLIENT_SECRET,
    name: env.OIDC_NAME,
    scopes,
    groupsClaim: env.OIDC_GROUPS_CLAIM,
    allowedDomains: env.OIDC_ALLOWED_DOMAINS.map((domain) => domain.toLowerCase()),
    allowedGroups: env.OIDC_ALLOWED_GROUPS,
    adminGroups: env.OIDC_ADMIN_GROUPS,
  }
}
