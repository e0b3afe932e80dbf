import { isIP } from 'node:net'

const names = new Set(['loopback', 'linklocal', 'uniquelocal'])

/**
 * Proxies whose forwarding headers are believed: addresses, networks (`10.0.0.0/8`), `loopback`, `linklocal`, `uniquelocal`.
 * @throws {Error} naming what is none of these.
 */
export function readTrustedProxies(list: string): string[] {
  const parts = list.split(',').flatMap((part) => part.trim() || [])
  const wrong = parts.find((part) => !names.has(part) && !isNetwork(part))
  if (wrong !== undefined) throw new Error(`"${wrong}" is no address, network, loopback, linklocal or uniquelocal`)
  return parts
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}
