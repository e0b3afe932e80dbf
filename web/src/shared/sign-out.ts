import { inject, type InjectionKey } from 'vue'

export const signOutKey: InjectionKey<() => Promise<void>> = Symbol('sign out')

/** Ends the login and removes everything of the user from this browser. */
export function useSignOut(): () => Promise<void> {
  const signOut = inject(signOutKey)
  if (!signOut) throw new Error('No way to sign out: this component must be inside App')
  return signOut
}
