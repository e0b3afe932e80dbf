import { makeIdentityKeys } from '@continuo/devstack/identity-keys'

/** Keys of this process for services that speak to each other in its tests. */
export const identityKeys = makeIdentityKeys()
