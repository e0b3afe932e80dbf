import type { Audit } from '../audit/audit.ts'
import type { Deps } from '../deps.ts'
import type { Throttle } from './password-throttle.ts'
import type { Hasher } from './passwords/hasher.ts'

/** What the accounts are ruled by. Times in milliseconds. */
export interface AccountOptions {
  /** A login that is not used for so long ends. */
  readonly loginIdleMs: number
  /** A guest's: longer, because a guest has no other way back to the chats. */
  readonly guestIdleMs: number
  /** A login of an account ends after so long, used or not. */
  readonly loginLifetimeMs: number
  /** Whoever makes an account with one of these addresses first becomes the administrator, while there is none. */
  readonly adminEmails: readonly string[]
}

/** For whatever is written down of a call. */
export interface AccountCall extends AccountDeps {
  readonly audit: Audit
}

export interface AccountDeps extends Pick<Deps, 'db' | 'background' | 'logger'> {
  readonly hasher: Hasher
  readonly throttle: Throttle
  readonly options: AccountOptions
}
