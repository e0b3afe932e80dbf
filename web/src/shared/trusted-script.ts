/** What browsers with Trusted Types offer; others have nothing of it, and nothing to check. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(address: string): string },
  ): { createScriptURL(address: string): string }
}
const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }

const own = trustedTypes?.createPolicy('continuo', {
  createScriptURL: (address) => {
    const { origin, pathname } = new URL(address, location.href)
    if (origin === location.origin && pathname.endsWith('.js')) return address
    throw new TypeError('No script of this app')
  },
})

/**
 * The address of a script of this app, in the form that places take which run what they are given: the page's content
 * security policy refuses plain text there. (The value is an object that types as the text it stands for.)
 * @throws {TypeError} for any other address.
 */
export const trustedScript = (address: string): string => own?.createScriptURL(address) ?? address
