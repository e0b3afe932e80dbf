import { isIP, isIPv6 } from 'node:net'

/**
 * What counts as one client on the network: an IPv4 address, or the 64 bits of an IPv6 one that a single customer has at
 * least. Without this, whoever has an IPv6 line has 2^64 addresses to spend.
 */
export function networkOf(address: string | undefined): string {
  const plain = (address ?? '').replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')
  if (!isIPv6(plain)) return isIP(plain) ? plain : 'unknown'
  const [head = '', tail] = plain.toLowerCase().split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail ? tail.split(':') : []
  // an IPv4 address at the end takes the place of two groups, but never reaches the first four
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length - (plain.includes('.') ? 1 : 0)
  const groups = [...before, ...Array<string>(Math.max(0, zeros)).fill('0'), ...after]
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}
