/** The provider that people sign in at, and who of them may come in. */
export interface OidcSettings {
  readonly issuer: URL
  readonly clientId: string
  /** Undefined: a public client, which PKCE alone protects. */
  readonly clientSecret: string | undefined
  /** Shown on the button. */
  readonly name: string
  readonly scopes: string
  readonly groupsClaim: string
  /** Empty: everybody. */
  readonly allowedDomains: readonly string[]
  readonly allowedGroups: readonly string[]
  /** Empty: groups say nothing about the role. */
  readonly adminGroups: readonly string[]
}

/** What the provider says of a person, its signatures checked. */
export interface Person {
  readonly issuer: string
  readonly subject: string
  readonly email: string | undefined
  readonly emailVerified: boolean
  readonly name: string | undefined
  readonly groups: string[]
}

const isIn = (groups: readonly string[], { groups: theirs }: Person) => theirs.some((group) => groups.includes(group))

/** An address counts only when the provider has verified it. */
export function mayComeIn({ allowedDomains, allowedGroups }: OidcSettings, person: Person): boolean {
  const domain = person.emailVerified ? person.email?.split('@').at(-1) : undefined
  if (allowedDomains.length > 0 && !(domain !== undefined && allowedDomains.includes(domain))) return false
  return allowedGroups.length === 0 || isIn(allowedGroups, person)
}

/** Undefined: the groups say nothing about it. */
export const isAdminBy = ({ adminGroups }: OidcSettings, person: Person): boolean | undefined =>
  adminGroups.length === 0 ? undefined : isIn(adminGroups, person)
