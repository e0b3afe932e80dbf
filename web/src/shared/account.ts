import { inject, type InjectionKey } from 'vue'
import type { AccountApi } from '../transport/account-api.ts'

export interface Account {
  api: AccountApi
  /** Asks again who is signed in, after the account itself has changed. */
  refresh: () => Promise<void>
}

export const accountKey: InjectionKey<Account> = Symbol('account')

/** The account of whoever is signed in, and the ways to change it. */
export function useAccount(): Account {
  const account = inject(accountKey)
  if (!account) throw new Error('No account: this component must be inside App')
  return account
}
