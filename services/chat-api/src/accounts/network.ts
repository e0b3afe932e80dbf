import { isIP } from 'node:net'

/** The first 16-bit groups of an IPv6 address, written out. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = address.split('%')[0]!.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const gap = tail === undefined ? [] : Array.from({ length: 8 - left.length - right.length }, () => '0')
  return [...left, ...gap, ...right].map((group) => Number.parseInt(group, 16).toString(16))
}

/** IPv4 as it is also when it came over IPv6. */
const plain = (address: string) => /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address

/** What is kept of an address: enough to say "that was not me", too little to say who it was. Null for what is none. */
export function networkOf(address: string | undefined): string | null {
  const text = plain(address ?? '')
  if (isIP(text) === 4) return `${text.split('.').slice(0, 3).join('.')}.0/24`
  if (isIP(text) === 6) return `${groupsOf(text).slice(0, 3).join(':')}::/48`
  return null
}

/** What one client can change its address within: tries are counted by it. */
export function clientOf(address: string | undefined): string {
  const text = plain(address ?? '')
  return isIP(text) === 6 ? `${groupsOf(text).slice(0, 4).join(':')}::/64` : text
}
